#!/usr/bin/env bash
# s3cmd against the server that FCCREDS_TEST_URL names and that writes ETags in lower case. Runs in an empty folder; ends with the first
# thing that is wrong.
set -euo pipefail
host=${FCCREDS_TEST_URL#http://}
cat > s3cfg <<CONF
[default]
host_base = $host
host_bucket = $host/%(bucket)
use_https = False
bucket_location = cn-hangzhou
access_key = LTAI5tFcCredsConformance
secret_key = conformance-secret-0123456789
CONF
s3cmd() { command s3cmd -c s3cfg --no-progress "$@"; }

bucket="conformance-s3cmd-$RANDOM$RANDOM"
mkdir -p tree
head -c 100000 /dev/urandom > tree/f1
echo x > 'tree/a b.txt'

s3cmd mb "s3://$bucket"
s3cmd put tree/f1 "s3://$bucket/dir/f1" --acl-public
curl --fail --silent "$FCCREDS_TEST_URL/$bucket/dir/f1" | cmp - tree/f1
s3cmd setacl --acl-private "s3://$bucket/dir/f1"
if curl --fail --silent "$FCCREDS_TEST_URL/$bucket/dir/f1" > refused; then exit 1; fi
s3cmd sync tree/ "s3://$bucket/t/"
[ "$(s3cmd ls -r "s3://$bucket" | wc -l)" = 3 ]
s3cmd get "s3://$bucket/dir/f1" back
cmp tree/f1 back
s3cmd cp "s3://$bucket/dir/f1" "s3://$bucket/f2"
s3cmd mv "s3://$bucket/f2" "s3://$bucket/f3"
s3cmd modify --add-header=x-amz-meta-author:zoe "s3://$bucket/f3"
curl --fail --silent "$(s3cmd signurl "s3://$bucket/f3" +60)" | cmp - tree/f1
s3cmd du "s3://$bucket" | grep -q 300002
head -c 20000000 /dev/urandom > big
s3cmd put --multipart-chunk-size-mb=5 big "s3://$bucket/big"
s3cmd get "s3://$bucket/big" big.back
cmp big big.back
s3cmd del -r --force "s3://$bucket"
s3cmd rb "s3://$bucket"
