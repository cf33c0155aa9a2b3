#!/usr/bin/env bash
# The AWS CLI against the server that FCCREDS_TEST_URL names. Runs in an empty folder; ends with the first thing that is wrong.
set -euo pipefail
export AWS_ACCESS_KEY_ID=LTAI5tFcCredsConformance AWS_SECRET_ACCESS_KEY=conformance-secret-0123456789 AWS_REGION=cn-hangzhou
# Newer than 2.23 sends a checksum with every upload, over https in chunks that OSS refuses.
export AWS_REQUEST_CHECKSUM_CALCULATION=when_required AWS_RESPONSE_CHECKSUM_VALIDATION=when_required
aws() { command aws --endpoint-url "$FCCREDS_TEST_URL" "$@"; }

bucket="conformance-aws-$RANDOM$RANDOM"
mkdir -p tree/sub
head -c 100000 /dev/urandom > tree/f1
echo x > 'tree/sub/ü x.txt'

aws s3 mb "s3://$bucket"
aws s3 cp tree/f1 "s3://$bucket/dir/f1" --acl public-read --no-progress
aws s3 sync tree "s3://$bucket/t" --no-progress
[ "$(aws s3 ls "s3://$bucket" --recursive | wc -l)" = 3 ]
aws s3 cp "s3://$bucket/dir/f1" back --no-progress
cmp tree/f1 back
curl --fail --silent "$FCCREDS_TEST_URL/$bucket/dir/f1" | cmp - tree/f1
aws s3 mv "s3://$bucket/dir/f1" "s3://$bucket/f2" --no-progress
[ "$(aws s3api head-object --bucket "$bucket" --key f2 --query ContentLength)" = 100000 ]
curl --fail --silent "$(aws s3 presign "s3://$bucket/f2")" | cmp - tree/f1
aws s3api get-bucket-location --bucket "$bucket" | grep -q oss-cn-hangzhou
head -c 20000000 /dev/urandom > big
aws s3 cp big "s3://$bucket/big" --no-progress
aws s3 cp "s3://$bucket/big" big.back --no-progress
cmp big big.back
aws s3api head-object --bucket "$bucket" --key big --query ETag | grep -q -- '-3'
aws s3 rm "s3://$bucket" --recursive
aws s3 rb "s3://$bucket"
if aws s3 ls "s3://$bucket"; then exit 1; fi
