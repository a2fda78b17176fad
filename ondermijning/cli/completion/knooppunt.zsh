#compdef knooppunt

_knooppunt() {
    local -a offers
    local mode
    offers=("${(@f)$(_KNOOPPUNT_COMPLETE=complete_zsh _KNOOPPUNT_LINE="${(j: :)words[1,CURRENT]}" \
        command knooppunt 2>/dev/null </dev/null)}")
    mode=$offers[1]
    shift offers
    case $mode in
        bestanden) compset -P '*='; _files ;;
        verder) _describe -t woorden woorden offers -U -S '' ;;
        woorden) _describe -t woorden woorden offers -U ;;
    esac
}

if [[ $funcstack[1] == _knooppunt ]]; then
    _knooppunt "$@"
else
    compdef _knooppunt knooppunt
fi
