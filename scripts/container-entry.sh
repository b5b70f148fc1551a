#!/bin/sh
# What a container begins with: the server, as process 1 and as the image's own user.
#
# Some platforms mount a volume that belongs to root, and offer to start the container as root instead. Started so,
# this hands the volume to that user first. Nothing of Ouroboros ever runs as root here.
set -eu

if [ "$(id -u)" = 0 ]; then
  find "$OUROBOROS_DATA" ! -user 1000 -exec chown -h 1000:1000 {} +
  exec setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=-all -- "$@"
fi
exec "$@"
