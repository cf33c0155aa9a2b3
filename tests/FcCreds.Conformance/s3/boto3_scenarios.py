"""boto3 against the server that FCCREDS_TEST_URL names: runs every scenario and prints one JSON line for each."""
import hashlib
import io
import json
import os
import sys
import traceback
import urllib.request
import uuid

import boto3
import botocore
from botocore.client import Config
from botocore.exceptions import ClientError

URL = os.environ['FCCREDS_TEST_URL']
KEYS = ['plain.txt', 'dir/a b+c.txt', 'dir/中文/é.txt', 'q?&=%25#.txt', 'a//b', "it's (1)!*~"]


def client(key='LTAI5tFcCredsConformance', secret='conformance-secret-0123456789', token=None, **config):
    options = {'signature_version': 's3v4', 's3': {'addressing_style': 'path'}, 'retries': {'max_attempts': 0}, **config}
    # Newer than 1.36 sends a checksum with every upload, over https in chunks that OSS refuses.
    if tuple(map(int, boto3.__version__.split('.')[:2])) >= (1, 36):
        options = {'request_checksum_calculation': 'when_required', 'response_checksum_validation': 'when_required', **options}
    return boto3.client('s3', endpoint_url=URL, region_name='cn-hangzhou', aws_access_key_id=key, aws_secret_access_key=secret,
                        aws_session_token=token, config=Config(**options))


class Bucket:
    """A bucket of its own for a scenario, emptied and deleted afterwards."""

    def __init__(self, s3):
        self.s3, self.name = s3, 'conformance-' + uuid.uuid4().hex[:12]

    def __enter__(self):
        self.s3.create_bucket(Bucket=self.name)
        return self.name

    def __exit__(self, *_):
        pages = self.s3.get_paginator('list_objects_v2').paginate(Bucket=self.name)
        keys = [{'Key': one['Key']} for page in pages for one in page.get('Contents', [])]
        if keys:
            self.s3.delete_objects(Bucket=self.name, Delete={'Objects': keys})
        self.s3.delete_bucket(Bucket=self.name)


def refused(code, status, action, *args, **kwargs):
    try:
        action(*args, **kwargs)
    except ClientError as error:
        seen = error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode']
        assert seen == (code, status), seen
        return error.response
    raise AssertionError('expected a refusal, got success')


def objects_live_and_die():
    s3 = client()
    with Bucket(s3) as bucket:
        for key in KEYS:
            body = f'content of {key}'.encode()
            put = s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType='text/plain', Metadata={'author': 'zoe'})
            assert put['ETag'] == f'"{hashlib.md5(body).hexdigest().upper()}"', put['ETag']
            got = s3.get_object(Bucket=bucket, Key=key)
            assert (got['Body'].read(), got['ContentType'], got['Metadata']) == (body, 'text/plain', {'author': 'zoe'})
            assert s3.head_object(Bucket=bucket, Key=key)['ContentLength'] == len(body)
        listed = s3.list_objects_v2(Bucket=bucket)
        assert sorted(one['Key'] for one in listed['Contents']) == sorted(KEYS)
        assert listed['KeyCount'] == len(KEYS) and not listed['IsTruncated']
        folder = s3.list_objects(Bucket=bucket, Prefix='dir/', Delimiter='/')
        assert [one['Key'] for one in folder['Contents']] == ['dir/a b+c.txt']
        assert [one['Prefix'] for one in folder['CommonPrefixes']] == ['dir/中文/']
        s3.copy_object(Bucket=bucket, Key='copy of it', CopySource={'Bucket': bucket, 'Key': 'dir/a b+c.txt'})
        assert s3.get_object(Bucket=bucket, Key='copy of it', Range='bytes=0-6')['Body'].read() == b'content'
        deleted = s3.delete_objects(Bucket=bucket, Delete={'Objects': [{'Key': key} for key in KEYS]})
        assert len(deleted['Deleted']) == len(KEYS)
        refused('NoSuchKey', 404, s3.get_object, Bucket=bucket, Key='plain.txt')
        refused('404', 404, s3.head_object, Bucket=bucket, Key='plain.txt')


def pages_are_walked():
    s3 = client()
    with Bucket(s3) as bucket:
        for number in range(25):
            s3.put_object(Bucket=bucket, Key=f'{number:03}', Body=b'')
        for name in ('list_objects', 'list_objects_v2'):
            pages = list(s3.get_paginator(name).paginate(Bucket=bucket, PaginationConfig={'PageSize': 10}))
            assert [len(page['Contents']) for page in pages] == [10, 10, 5], name


def a_file_goes_up_and_down_in_parts():
    s3 = client()
    body = os.urandom(17 * 1024 * 1024)
    with Bucket(s3) as bucket:
        s3.upload_fileobj(io.BytesIO(body), bucket, 'big', ExtraArgs={'ContentType': 'text/x-big'})
        head = s3.head_object(Bucket=bucket, Key='big')
        assert (head['ContentLength'], head['ContentType']) == (len(body), 'text/x-big')
        assert head['ETag'].endswith('-3"'), head['ETag']
        back = io.BytesIO()
        s3.download_fileobj(bucket, 'big', back)
        assert back.getvalue() == body


def buckets_acls_and_conditions():
    s3 = client()
    with Bucket(s3) as bucket:
        assert bucket in [one['Name'] for one in s3.list_buckets()['Buckets']]
        assert s3.get_bucket_location(Bucket=bucket)['LocationConstraint'] == 'oss-cn-hangzhou'
        s3.put_bucket_acl(Bucket=bucket, ACL='public-read')
        assert [grant['Permission'] for grant in s3.get_bucket_acl(Bucket=bucket)['Grants']] == ['FULL_CONTROL', 'READ']
        etag = s3.put_object(Bucket=bucket, Key='a', Body=b'x', ACL='private')['ETag']
        assert [grant['Permission'] for grant in s3.get_object_acl(Bucket=bucket, Key='a')['Grants']] == ['FULL_CONTROL']
        refused('304', 304, s3.get_object, Bucket=bucket, Key='a', IfNoneMatch=etag)
        refused('PreconditionFailed', 412, s3.get_object, Bucket=bucket, Key='a', IfMatch='"other"')
        refused('404', 404, s3.head_bucket, Bucket=bucket + '-nobody')


def presigned_urls_work():
    s3 = client()
    with Bucket(s3) as bucket:
        put = s3.generate_presigned_url('put_object', Params={'Bucket': bucket, 'Key': 'a b.txt'}, ExpiresIn=60)
        urllib.request.urlopen(urllib.request.Request(put, data=b'hello', method='PUT', headers={'Content-Type': ''}))
        get = s3.generate_presigned_url('get_object', Params={'Bucket': bucket, 'Key': 'a b.txt'}, ExpiresIn=60)
        assert urllib.request.urlopen(get).read() == b'hello'


def refusals_have_the_codes_of_OSS():
    s3 = client()
    with Bucket(s3) as bucket:
        refused('SignatureDoesNotMatch', 403, client(secret='wrong').list_objects_v2, Bucket=bucket)
        refused('InvalidAccessKeyId', 403, client(key='LTAI5tNobody').list_objects_v2, Bucket=bucket)
        refused('AccessDenied', 403, client('LTAI5tFcCredsBystander00', 'bystander-secret-0123456789').get_object, Bucket=bucket, Key='a')
        refused('NoSuchBucket', 404, s3.list_objects_v2, Bucket=bucket + '-nobody')
        answer = refused('NotImplemented', 400, s3.get_bucket_replication, Bucket=bucket)
        assert 'GetBucketReplication' in answer['Error']['Message']


SCENARIOS = [objects_live_and_die, pages_are_walked, a_file_goes_up_and_down_in_parts, buckets_acls_and_conditions, presigned_urls_work,
             refusals_have_the_codes_of_OSS]

for scenario in SCENARIOS:
    problem = None
    try:
        scenario()
    except Exception:
        problem = traceback.format_exc()
    print(json.dumps({'name': f'{scenario.__name__.replace("_", " ")} (boto3 {boto3.__version__})', 'problem': problem}), flush=True)
sys.exit(0)
