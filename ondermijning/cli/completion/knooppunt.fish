function __knooppunt_offers
    set -l offers (_KNOOPPUNT_COMPLETE=complete_fish _KNOOPPUNT_LINE=(commandline -cp | string collect) \
        command knooppunt 2>/dev/null </dev/null)
    if test "$offers[1]" = bestanden
        set -l token (commandline -ct)
        set -l before (string match -r '^.*=' -- $token; or echo)
        set -l files (__fish_complete_path (string replace -r '^.*=' '' -- $token))
        printf '%s\n' $before$files
    else
        printf '%s\n' $offers[2..]
    end
end

complete --command knooppunt --no-files --arguments '(__knooppunt_offers)'
