#!/bin/bash
# The first process of a user-mode Linux whose root is that of the host. It serves a fresh ext4 by the kernel's
# NFS server, mounts it twice with nothing cached in common, as two machines would, and runs $WORK/job.sh.
# Outside its own mounts it writes to $WORK only; what it prints stands in $WORK/log.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mount -t proc proc /proc
exec >"$WORK/log" 2>&1
set -eux
halt() { python3 -c 'import ctypes; ctypes.CDLL(None).reboot(0x4321FEDC)'; }
trap halt EXIT

mount -t sysfs sys /sys
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/lib/nfs
ip link set lo up

# Its modules do not stand where modprobe looks for them.
mkdir -p /run/root/lib/modules
ln -s "/usr/lib/uml/modules/$(uname -r)" /run/root/lib/modules/
for module in loop ext4 nfsd nfsv4; do modprobe -d /run/root "$module"; done

mkdir /run/export /run/one /run/two /run/tmp
export TMPDIR=/run/tmp
truncate -s 200M /run/disk
mke2fs -q -t ext4 -F /run/disk
mount -o loop /run/disk /run/export
mkdir -p /var/lib/nfs/v4recovery /var/lib/nfs/rpc_pipefs
touch /var/lib/nfs/etab /var/lib/nfs/rmtab
mount -t nfsd nfsd /proc/fs/nfsd
mount -t rpc_pipefs sunrpc /var/lib/nfs/rpc_pipefs
exportfs -o rw,no_root_squash,insecure,fsid=0,no_subtree_check '127.0.0.0/24:/run/export'
rpc.nfsd --no-nfs-version 3 4
rpc.mountd --no-nfs-version 3

# on NAME COMMAND…: becomes that command, under a host name of its own. To the server this is another client:
# what it remembers, and what the server has promised it, is its own.
on() {
  exec unshare --uts bash -c 'hostname "$0"; exec "$@"' "$@"
}
(on one mount -t nfs -o vers=4.2,nosharecache 127.0.0.1:/ /run/one)
(on two mount -t nfs -o vers=4.2,nosharecache 127.0.0.2:/ /run/two)
grep -h -e address -e name /proc/fs/nfsd/clients/*/info
set +e
source "$WORK/job.sh"
touch "$WORK/done"
