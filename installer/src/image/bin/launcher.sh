#!/bin/sh
# Starts @NAME@ with the Java that lies beside it.
# ODRADEK_JAVA_OPTIONS adds options for that Java, a larger -Xmx say.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
case $self in
    */*) home=$(cd "${self%/*}/.." && pwd -P) ;;
    *) home=$(cd .. && pwd -P) ;;
esac
lib=$home/lib

# Java reads arguments and file names by the locale. One that is not UTF-8, or that this system does
# not have, would garble them.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || { LC_ALL=C.UTF-8; export LC_ALL; }

# A window or a server, a long command, or a short one, which is over before the second compiler pays.
cache=@MAIN_CACHE@
kind=
skip=
for argument in "$@"; do
    if [ -n "$skip" ]; then
        skip=
        continue
    fi
    case $argument in
        @VALUED_OPTIONS@) skip=yes ;;
        -h | -V | --help | --version) cache=@COMMAND_CACHE@ kind="@SHORT_OPTIONS@"; break ;;
        -*) ;;
        @MAIN_COMMANDS@) break ;;
        @LONG_COMMANDS@) cache=@COMMAND_CACHE@ kind="@LONG_OPTIONS@"; break ;;
        *) cache=@COMMAND_CACHE@ kind="@SHORT_OPTIONS@"; break ;;
    esac
done

# shellcheck disable=SC2086 # options are words
exec "$home/runtime/bin/java" @OPTIONS@ $kind -XX:AOTCache="$lib/$cache" ${ODRADEK_JAVA_OPTIONS:-} \
    -cp "@CLASS_PATH@" @MAIN_CLASS@ "$@"
