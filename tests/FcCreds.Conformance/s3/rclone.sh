#!/usr/bin/env bash
# rclone against the server that FCCREDS_TEST_URL names. Runs in an empty folder; ends with the first thing that is wrong.
set -euo pipefail
# rclone cannot load one (1.60).
unset AWS_CA_BUNDLE
# "Other", because with "Alibaba" rclone puts the bucket before an address that has no names below it.
cat > rclone.conf <<CONF
[oss]
type = s3
provider = Other
endpoint = $FCCREDS_TEST_URL
access_key_id = LTAI5tFcCredsConformance
secret_access_key = conformance-secret-0123456789
force_path_style = true
CONF
rclone() { command rclone --config rclone.conf --retries 1 --low-level-retries 1 "$@"; }

bucket="conformance-rclone-$RANDOM$RANDOM"
mkdir -p tree/sub
head -c 100000 /dev/urandom > tree/f1
echo x > 'tree/sub/ü x.txt'

rclone mkdir "oss:$bucket"
rclone sync tree "oss:$bucket/t"
rclone check tree "oss:$bucket/t"
[ "$(rclone lsf -R --files-only "oss:$bucket" | sort | tr '\n' ' ')" = 't/f1 t/sub/ü x.txt ' ]
[ "$(rclone cat "oss:$bucket/t/sub/ü x.txt")" = x ]
rclone copyto "oss:$bucket/t/f1" "oss:$bucket/f2"
rclone moveto "oss:$bucket/f2" "oss:$bucket/f3"
curl --fail --silent "$(rclone link "oss:$bucket/f3" --expire 1h)" | cmp - tree/f1
rclone copy "oss:$bucket/t" back
diff -r tree back
head -c 20000000 /dev/urandom > big
rclone copyto --s3-upload-cutoff 5M --s3-chunk-size 5M big "oss:$bucket/big"
rclone cat "oss:$bucket/big" | cmp - big
rclone purge "oss:$bucket"
if rclone lsf oss: | grep -q "$bucket"; then exit 1; fi
