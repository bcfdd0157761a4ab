#!/bin/sh
# Builds subject.so beside its source: x86_64, Linux, glibc. It is committed, so that tests need no compiler.
cd "$(dirname "$0")" || exit 1
gcc -std=gnu11 -Os -Wall -Wextra -fPIC -shared -fvisibility=hidden -s -Wl,--build-id=none -o subject.so subject.c -lm
