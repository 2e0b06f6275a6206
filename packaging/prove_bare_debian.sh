#!/usr/bin/env bash
# Prove on bare Debian roots that ./kiosk demo and ./kiosk test are all that a new machine needs.
#
# By hand, as root, with debootstrap installed:   packaging/prove_bare_debian.sh [MIRROR]
# Every case starts in a root of its own, with the tree as it is committed. Prints one line for
# each case; exits 1 when one failed. PROVE_ONLY='pattern' runs the cases whose name matches.
set -euo pipefail

if [ -z "${PROVE_IN_NAMESPACE-}" ]; then # mounts made below end with this process, whatever happens
    exec env PROVE_IN_NAMESPACE=yes unshare --mount --propagation private bash "$0" "$@"
fi

here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
root=$work/root
unpacked=/home/visitor/kiosk
kiosk=$unpacked
painted='見本データ'
failed=0
trap 'take_down; rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT TERM

main() {
    make_bases "$@"
    printf '%-44s %-7s %8s\n' case result seconds

    prove 'root, python3 only: demo' python root 0 '' inside ./kiosk demo --unattended
    prove_on '  then again' root 0 '' inside ./kiosk demo --unattended
    prove_on '  then on a terminal' root 0 painted on_terminal ./kiosk demo
    prove_on '  then offline, folder moved' root 0 '' offline_moved ./kiosk demo --unattended
    prove 'root, python3 only: test' python root 0 passed inside ./kiosk test
    prove 'root, no python3: demo on a terminal' bare root 0 painted on_terminal ./kiosk demo
    prove 'root, no python3: test' bare root 0 passed inside ./kiosk test
    prove 'user, venv: demo' venv visitor 0 libzbar0 inside ./kiosk demo --unattended
    prove_on '  then on a terminal' visitor 0 painted on_terminal ./kiosk demo
    prove 'user, venv: test' venv visitor 0 passed inside ./kiosk test
    prove 'user, python3 only: told what to type' python visitor 1 python3-venv inside ./kiosk demo
    prove 'user, no python3: told what to type' bare visitor 1 python3-venv inside ./kiosk demo
    prove 'root, no network: told so' venv root 1 network offline ./kiosk demo
    prove 'root, no python3, no network: told so' bare root 1 python3-venv offline ./kiosk test
    return "$failed"
}

make_bases() { # bare: Debian's minimum; python: with python3; venv: with python3-venv
    PATH=$PATH:/usr/sbin debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$@" \
        >"$work/bases.log" 2>&1 || { tail -5 "$work/bases.log"; exit 1; }
    find /usr/local/share/ca-certificates -name '*.crt' \
        -exec cp {} "$root/usr/local/share/ca-certificates/" \; # a proxy's, where there is one
    {
        chroot "$root" update-ca-certificates
        chroot "$root" useradd --create-home visitor
        mkdir "$root$kiosk"
        git -C "$here" archive HEAD | tar -C "$root$kiosk" -xf -
    } >>"$work/bases.log" 2>&1
    pack bare
    for base in 'python python3' 'venv python3-venv'; do
        put_up
        inside_as root apt-get update >>"$work/bases.log" 2>&1
        inside_as root apt-get install -y --no-install-recommends "${base#* }" >>"$work/bases.log" 2>&1
        take_down
        pack "${base% *}"
    done
}

pack() { tar -C "$root" --exclude='./var/cache/apt/archives/*.deb' -cf "$work/$1.tar" .; }

put_up() {
    mount --bind "$root" "$root" # a mount of its own, so that inside "/" tells its file system
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount --bind /dev/pts "$root/dev/pts"
}

take_down() {
    for mounted in dev/pts dev proc ''; do
        if mountpoint -q "$root/$mounted"; then umount "$root/$mounted"; fi
    done
}

prove() { # NAME BASE WHO STATUS WORDS HOW COMMAND…: in a fresh root
    if [[ $1 != *${PROVE_ONLY-}* ]]; then skipping=yes; return; fi
    skipping=
    take_down
    rm -rf --one-file-system "$root"
    mkdir "$root"
    tar -C "$root" -xf "$work/$2.tar"
    kiosk=$unpacked
    put_up
    chroot "$root" chown -R "$3:" "$kiosk"
    prove_on "$1" "${@:3}"
}

prove_on() { # NAME WHO STATUS WORDS HOW COMMAND…: in the root of the case before
    if [ "$skipping" ]; then return; fi
    local name=$1 who=$2 status=$3 words=$4 how=$5 log=$work/case.log got=0 began
    began=$(date +%s%N)
    "$how" "$who" "${@:6}" >"$log" 2>&1 </dev/null || got=$?
    local seconds=$((($(date +%s%N) - began) / 100000000))
    local result=ok
    if [ "$got" != "$status" ] || ! grep -q -- "$words" "$log"; then result=FAILED; fi
    printf '%-44s %-7s %6s.%s   %s\n' "$name" "$result" $((seconds / 10)) $((seconds % 10)) \
        "$(grep -E '^[0-9]+ passed|^painted|[0-9]+ passed' "$log" | tail -1)"
    if [ "$result" = FAILED ]; then
        failed=1
        printf '    status %s, wanted %s with %s; the end of its output:\n' "$got" "$status" "'$words'"
        tail -25 "$log" | sed 's/^/    | /'
        sed 's/^/    log| /' "$root$kiosk/.kiosk/setup.log" 2>/dev/null | tail -15 || :
    fi
}

inside_as() { # WHO COMMAND…
    local home=/root
    if [ "$1" != root ]; then home=/home/$1; fi
    chroot --userspec="$1" "$root" env -i HOME="$home" LANG=C.UTF-8 TERM=xterm-256color \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c 'cd "$1" && shift && exec "$@"' sh "$kiosk" "${@:2}"
}

inside() { inside_as "$@"; }

offline() {
    export -f inside_as
    # A laptop without a network still has its loopback, which the demo's camera speaks on.
    root=$root kiosk=$kiosk unshare --net bash -c 'ip link set lo up; inside_as "$@"' bash "$@"
}

offline_moved() {
    mv "$root$kiosk" "$root$kiosk moved"
    kiosk="$kiosk moved"
    offline "$@"
}

on_terminal() {
    export -f inside_as
    root=$root kiosk=$kiosk python3 "$here/packaging/pty_drive.py" --wait "$painted" \
        -- bash -c 'inside_as "$@"' bash "$@"
}

main "$@"
