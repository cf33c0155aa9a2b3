# Starts one handler process and makes sure that it never outlives the server: sh launcher.sh COMMAND...
#
# The server holds the other end of our standard input: one line per order, and end of file when the server is gone, however it went.
# The handler runs in a process group of its own, so that stopping or killing it reaches whatever it forked, and so that this process
# stays awake while the handler is frozen. Variables begin with _FC_, which no function may set: an inherited one would be changed for
# the handler too.
# What the shell itself says of killed jobs is for nobody; what the handler says goes where its output goes.
exec 3<&0 </dev/null 2>/dev/null
unset PWD OLDPWD SHLVL
_FC_MARK=$_FC_OUTPUT_MARKER
# A bootstrap of ours needs these and hides them from the handler; other programs shall not see them.
case $_FC_RUNTIME in
    python* | nodejs*) ;;
    *) unset _FC_OUTPUT_MARKER _FC_RUNTIME ;;
esac

_FC_OWN_GROUP=
for _FC_TOOL in /usr/bin/setsid /bin/setsid; do
    if [ -x "$_FC_TOOL" ]; then _FC_OWN_GROUP=$_FC_TOOL; fi
done
# macOS has no setsid; its sh gives background jobs a group each when told so.
if [ -z "$_FC_OWN_GROUP" ]; then set -m; fi

$_FC_OWN_GROUP "$@" 3<&- 2>&1 &
_FC_CHILD=$!
# From here on: the terminal's Ctrl-C is for the server, which ends calls in order.
trap '' INT TERM HUP
echo "$_FC_MARK group $_FC_CHILD 0"

to_all() {
    # Before setsid has made the group there is only the process.
    kill "-$1" -- "-$_FC_CHILD" || kill "-$1" "$_FC_CHILD"
}

obey() {
    while read -r _FC_ORDER _FC_CALL; do
        case $_FC_ORDER in
            stop) to_all STOP ;;
            continue) to_all CONT ;;
            # What was printed before is in the pipe before this line.
            mark) echo "$_FC_MARK call $_FC_CALL 0" ;;
            *) break ;;
        esac
    done
    to_all KILL
}
obey <&3 &
_FC_OBEYING=$!
exec 3<&-

wait "$_FC_CHILD"
_FC_STATUS=$?
to_all KILL
# Whatever left the group still has the instance's id among its first variables (Linux).
for _FC_ENVIRON in $(PATH=/usr/bin:/bin grep -ls "FC_INSTANCE_ID=${FC_INSTANCE_ID:?}" /proc/[0-9]*/environ); do
    _FC_STRAY=${_FC_ENVIRON#/proc/}
    _FC_STRAY=${_FC_STRAY%/environ}
    if [ "$_FC_STRAY" != $$ ] && [ "$_FC_STRAY" != "$_FC_OBEYING" ]; then kill -KILL "$_FC_STRAY"; fi
done
echo "$_FC_MARK exit $_FC_STATUS 0"
kill -KILL "$_FC_OBEYING"
