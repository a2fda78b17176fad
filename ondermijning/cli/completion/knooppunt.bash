_knooppunt_completion() {
    local mode word
    COMPREPLY=()
    {
        IFS= read -r mode
        while IFS= read -r word; do COMPREPLY+=("$word"); done
    } < <(_KNOOPPUNT_COMPLETE=complete_bash _KNOOPPUNT_LINE="${COMP_LINE:0:COMP_POINT}" _KNOOPPUNT_WORD="$2" \
        command knooppunt 2>/dev/null </dev/null)
    case $mode in
        bestanden) compopt -o default 2>/dev/null ;;
        verder) compopt -o nospace 2>/dev/null ;;
    esac
}

complete -F _knooppunt_completion knooppunt
