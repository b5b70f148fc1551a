#!/bin/sh
# Makes an app from a sentence: ./gen.sh "a todo list with login"
exec "$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)/bin/ouroboros" gen "$@"
