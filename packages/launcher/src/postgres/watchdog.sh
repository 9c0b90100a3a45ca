# Runs a program of PostgreSQL (the arguments) for as long as standard input stays open. The launcher holds the other end
# of that pipe: when it ends, by a deed or by kill -9, the pipe closes and the program is interrupted, which for the
# server is a fast shutdown. No orphans.
# HUIYIN_EPHEMERAL: a folder to remove in the end.

exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ read -r _ <&3; kill -INT "$program"; } &
watch=$!

# From here on this shell must outlive the program, and must not hold the pipe.
exec </dev/null 3<&-
trap '' INT TERM HUP QUIT
wait "$program"
status=$?
kill "$watch" 2>/dev/null
if [ -n "$HUIYIN_EPHEMERAL" ]; then cd / && rm -rf -- "$HUIYIN_EPHEMERAL"; fi
exit "$status"
