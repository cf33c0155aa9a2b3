// Amazon's own client for JavaScript at the S3-compatible door, with the one setting that OSS needs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand, CreateBucketCommand, DeleteBucketCommand, DeleteBucketLifecycleCommand, DeleteObjectsCommand, GetBucketLifecycleConfigurationCommand,
  GetObjectCommand, HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutBucketLifecycleConfigurationCommand, PutObjectCommand,
  RestoreObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { assumeRole } from './sts.mjs';
import { bystander, failure, tester, uniqueBucket } from './support.mjs';

const endpoint = process.env.FCCREDS_TEST_URL;
const s3 = (keys = tester, more = {}) => new S3Client({
  endpoint,
  region: 'cn-hangzhou',
  forcePathStyle: true,
  maxAttempts: 1,
  // Without it every upload carries a checksum, and a streamed one comes in chunks that OSS refuses.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.accessKeySecret, sessionToken: keys.sessionToken },
  ...more,
});

async function inABucket(client, run) {
  const Bucket = uniqueBucket();
  await client.send(new CreateBucketCommand({ Bucket }));
  try {
    await run(Bucket);
  } finally {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }));
    await client.send(new DeleteBucketCommand({ Bucket }));
  }
}

const keys = ['plain.txt', 'dir/a b+c.txt', 'dir/中文/é.txt', 'q?&=%25#.txt', '🙂/emoji', "it's (1)!*~"];

export default {
  'Objects live and die': () => inABucket(s3(), async Bucket => {
    const client = s3();
    for (const Key of keys) {
      const Body = `content of ${Key}`;
      const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/plain', Metadata: { author: 'zoe' } }));
      assert.equal(ETag, `"${createHash('md5').update(Body).digest('hex').toUpperCase()}"`);
      const got = await client.send(new GetObjectCommand({ Bucket, Key }));
      assert.equal(await got.Body.transformToString(), Body);
      assert.deepEqual([got.ContentType, got.Metadata], ['text/plain', { author: 'zoe' }]);
    }
    const listed = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1000 }));
    assert.deepEqual(listed.Contents.map(one => one.Key).sort(), [...keys].sort());
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent('dir/a b+c.txt')}` }));
    const part = await client.send(new GetObjectCommand({ Bucket, Key: 'copy', Range: 'bytes=0-6' }));
    assert.equal(await part.Body.transformToString(), 'content');
    assert.ok((await client.send(new ListBucketsCommand({}))).Buckets.some(one => one.Name === Bucket));
    assert.equal((await client.send(new HeadBucketCommand({ Bucket }))).BucketRegion, 'cn-hangzhou');
  }),

  'Presigned URLs read and write': () => inABucket(s3(), async Bucket => {
    const put = await getSignedUrl(s3(), new PutObjectCommand({ Bucket, Key: 'a b.txt', ACL: 'public-read' }), { expiresIn: 60 });
    const sent = await fetch(put, { method: 'PUT', body: 'hello' });
    assert.equal(sent.status, 200, await sent.text());
    assert.equal(await (await fetch(await getSignedUrl(s3(), new GetObjectCommand({ Bucket, Key: 'a b.txt' }), { expiresIn: 60 }))).text(), 'hello');
    assert.equal(await (await fetch(`${endpoint}/${Bucket}/a%20b.txt`)).text(), 'hello');
  }),

  'A presigned form uploads': () => inABucket(s3(), async Bucket => {
    const conditions = { Conditions: [['content-length-range', 1, 10]], Fields: { 'Content-Type': 'text/plain', 'x-amz-meta-author': 'zoe' } };
    const { url, fields } = await createPresignedPost(s3(), { Bucket, Key: 'forms/${filename}', Expires: 60, ...conditions });
    const post = content => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob([content]), 'a.txt');
      return fetch(url, { method: 'POST', body: form });
    };
    assert.equal((await post('hello')).status, 204);
    const got = await s3().send(new GetObjectCommand({ Bucket, Key: 'forms/a.txt' }));
    assert.deepEqual([await got.Body.transformToString(), got.ContentType, got.Metadata.author], ['hello', 'text/plain', 'zoe']);
    const refused = await post('more than ten bytes');
    assert.deepEqual([refused.status, /<Code>(.*)<\/Code>/.exec(await refused.text())[1]], [400, 'EntityTooLarge']);
    fields['X-Amz-Signature'] = fields['X-Amz-Signature'].replace(/./g, '0');
    assert.equal((await post('hello')).status, 403);
  }),

  'A lifecycle is kept in the spelling of S3': () => inABucket(s3(), async Bucket => {
    const rule = {
      ID: 'old', Status: 'Enabled', Filter: { And: { Prefix: 'logs/', Tags: [{ Key: 'k', Value: 'v' }] } },
      Transitions: [{ Days: 3, StorageClass: 'STANDARD_IA' }, { Days: 9, StorageClass: 'GLACIER' }], Expiration: { Days: 30 },
      NoncurrentVersionExpiration: { NoncurrentDays: 5 },
    };
    const abort = { ID: 'parts', Status: 'Enabled', Filter: { Prefix: '' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } };
    const client = s3();
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule, abort] } }));
    const { Rules } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    assert.deepEqual(Rules.map(one => ({ ...one })), [rule, abort]);
    const { Expiration } = await client.send(new PutObjectCommand({ Bucket, Key: 'logs/a', Body: 'x', Tagging: 'k=v' }));
    assert.match(Expiration, /rule-id="old"/);
    await client.send(new DeleteBucketLifecycleCommand({ Bucket }));
    assert.equal((await failure(() => client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })))).name, 'NoSuchLifecycle');
  }),

  'An archived object is restored': () => inABucket(s3(), async Bucket => {
    const client = s3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', StorageClass: 'GLACIER' }));
    await client.send(new RestoreObjectCommand({ Bucket, Key: 'a', RestoreRequest: { Days: 2, GlacierJobParameters: { Tier: 'Standard' } } }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    assert.deepEqual([head.StorageClass, head.Restore], ['GLACIER', 'ongoing-request="true"']);
    assert.equal((await failure(() => client.send(new RestoreObjectCommand({ Bucket, Key: 'a', RestoreRequest: { Days: 2 } })))).name, 'RestoreAlreadyInProgress');
  }),

  'A streamed upload as the SDK comes is refused as OSS does': () => inABucket(s3(), async Bucket => {
    const stream = Readable.from([Buffer.from('hello')]);
    const asItComes = s3(tester, { requestChecksumCalculation: 'WHEN_SUPPORTED' });
    const error = await failure(() => asItComes.send(new PutObjectCommand({ Bucket, Key: 'a', Body: stream, ContentLength: 5 })));
    assert.deepEqual([error.name, error.EC, error.$metadata.httpStatusCode], ['InvalidArgument', '0017-00000804', 400]);
  }),

  'Temporary credentials of a role work and are bounded by it': async () => {
    const { accessKeyId, accessKeySecret, securityToken } = (await assumeRole('reader')).credentials;
    const reader = s3({ accessKeyId, accessKeySecret, sessionToken: securityToken });
    await inABucket(s3(), async Bucket => {
      await s3().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      assert.equal(await (await reader.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body.transformToString(), 'hello');
      const denied = await failure(() => reader.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x' })));
      assert.deepEqual([denied.name, denied.EC], ['AccessDenied', '0003-00000301']);
    });
  },

  'Refusals have the codes of OSS': () => inABucket(s3(), async Bucket => {
    const code = async client => (await failure(() => client.send(new ListObjectsV2Command({ Bucket })))).name;
    assert.equal(await code(s3({ ...tester, accessKeySecret: 'wrong' })), 'SignatureDoesNotMatch');
    assert.equal(await code(s3({ accessKeyId: 'LTAI5tNobody', accessKeySecret: 'x' })), 'InvalidAccessKeyId');
    assert.equal(await code(s3(bystander)), 'AccessDenied');
    assert.equal((await failure(() => s3().send(new GetObjectCommand({ Bucket, Key: 'nobody' })))).name, 'NoSuchKey');
  }),
};
