// ali-oss: multipart uploads and appends, under both signature versions.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { failure, oss, uniqueBucket } from './support.mjs';

const partSize = 100 * 1024;
const md5 = content => createHash('md5').update(content).digest('hex').toUpperCase();

/** Runs an action in a bucket of its own, which must be empty afterwards: no object and no upload in progress. */
async function inABucket(options, action) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  await action(client, bucket);
  await client.deleteBucket(bucket);
}

async function managedUpload(client) {
  const content = randomBytes(5 * partSize + 17);
  const seen = [];
  const done = await client.multipartUpload('dir/a b.bin', content, {
    partSize, parallel: 3, mime: 'video/mp4', meta: { author: 'zoe' }, progress: async part => { seen.push(part); },
  });
  assert.equal(done.res.status, 200);
  assert.match(done.etag, /^"[0-9A-F]{32}-6"$/);
  assert.equal(seen.at(-1), 1);
  const got = await client.get('dir/a b.bin');
  assert.ok(got.content.equals(content));
  const head = await client.head('dir/a b.bin');
  assert.equal(head.meta.author, 'zoe');
  assert.equal(head.res.headers['content-type'], 'video/mp4');
  assert.equal(head.res.headers['x-oss-object-type'], 'Multipart');
  await client.delete('dir/a b.bin');
}

async function resumedUpload(client) {
  const content = randomBytes(6 * partSize);
  let checkpoint;
  const stopped = await failure(() => client.multipartUpload('resumed', content, {
    partSize, parallel: 1,
    progress: async (part, at) => {
      if (!at) return;
      checkpoint = at;
      if (at.doneParts.length === 2) client.cancel();
    },
  }));
  assert.equal(stopped.name, 'cancel');
  const before = await client.listParts('resumed', checkpoint.uploadId);
  assert.ok(before.parts.length >= 2 && before.parts.length < 6);
  await client.multipartUpload('resumed', content, { checkpoint });
  assert.ok((await client.get('resumed')).content.equals(content));
  await client.delete('resumed');
}

async function stepByStep(client, bucket) {
  const content = randomBytes(2 * partSize + 1);
  const { uploadId, name } = await client.initMultipartUpload('steps');
  assert.equal(name, 'steps');
  const parts = [];
  for (const number of [1, 2, 3]) {
    const part = await client.uploadPart('steps', uploadId, number, content, (number - 1) * partSize, Math.min(number * partSize, content.length));
    parts.push({ number, etag: part.etag });
  }
  assert.equal(parts[0].etag, `"${md5(content.subarray(0, partSize))}"`);
  const listed = await client.listParts('steps', uploadId, { 'max-parts': 2 });
  assert.deepEqual(listed.parts.map(part => part.PartNumber), ['1', '2']);
  assert.equal(listed.isTruncated, 'true');
  assert.equal(listed.nextPartNumberMarker, '2');
  const { uploads } = await client.listUploads({ prefix: 'st', 'max-uploads': 10 });
  assert.deepEqual(uploads.map(upload => [upload.name, upload.uploadId]), [['steps', uploadId]]);
  assert.equal((await failure(() => client.deleteBucket(bucket))).code, 'BucketNotEmpty');
  const wrong = await failure(() => client.completeMultipartUpload('steps', uploadId, [{ number: 1, etag: '"0"' }]));
  assert.equal(wrong.code, 'InvalidPart');
  const done = await client.completeMultipartUpload('steps', uploadId, parts);
  assert.equal(done.res.status, 200);
  assert.ok((await client.get('steps')).content.equals(content));
  assert.equal((await failure(() => client.listParts('steps', uploadId))).code, 'NoSuchUpload');
  await client.delete('steps');
}

async function copiedParts(client, bucket) {
  const content = randomBytes(3 * partSize);
  await client.put('source of it', content);
  const copied = await client.multipartUploadCopy('copied', { sourceKey: 'source of it', sourceBucketName: bucket }, { partSize, parallel: 2 });
  assert.equal(copied.res.status, 200);
  assert.ok((await client.get('copied')).content.equals(content));
  const { uploadId } = await client.initMultipartUpload('piece');
  const part = await client.uploadPartCopy('piece', uploadId, 1, '10-19', { sourceKey: 'source of it', sourceBucketName: bucket });
  assert.equal(part.etag, `"${md5(content.subarray(10, 20))}"`);
  await client.completeMultipartUpload('piece', uploadId, [{ number: 1, etag: part.etag }]);
  assert.ok((await client.get('piece')).content.equals(content.subarray(10, 20)));
  await client.deleteMulti(['source of it', 'copied', 'piece']);
}

async function aborted(client) {
  const { uploadId } = await client.initMultipartUpload('aborted');
  await client.uploadPart('aborted', uploadId, 1, Buffer.from('part'), 0, 4);
  assert.equal((await client.abortMultipartUpload('aborted', uploadId)).res.status, 204);
  assert.equal((await failure(() => client.abortMultipartUpload('aborted', uploadId))).code, 'NoSuchUpload');
  assert.deepEqual((await client.listUploads({})).uploads, []);
}

async function appended(client) {
  const first = await client.append('log', Buffer.from('one,'), { headers: { 'Content-Type': 'text/plain' } });
  assert.equal(first.nextAppendPosition, '4');
  const second = await client.append('log', Buffer.from('two'), { position: first.nextAppendPosition });
  assert.equal(second.nextAppendPosition, '7');
  assert.equal((await client.get('log')).content.toString(), 'one,two');
  const head = await client.head('log');
  assert.equal(head.res.headers['x-oss-object-type'], 'Appendable');
  assert.equal(head.res.headers['content-type'], 'text/plain');
  const late = await failure(() => client.append('log', Buffer.from('x'), { position: 3 }));
  assert.equal(late.code, 'PositionNotEqualToLength');
  await client.put('normal', Buffer.from('x'));
  assert.equal((await failure(() => client.append('normal', Buffer.from('y'), { position: 1 }))).code, 'ObjectNotAppendable');
  await client.deleteMulti(['log', 'normal']);
}

const actions = {
  'A managed upload in parts': managedUpload,
  'An upload goes on from its checkpoint': resumedUpload,
  'Parts, lists and completion step by step': stepByStep,
  'Parts are copied from other objects': copiedParts,
  'An aborted upload is gone': aborted,
  'Appends follow each other': appended,
};

const scenarios = {};
for (const [name, action] of Object.entries(actions)) {
  for (const [version, options] of Object.entries({ V1: {}, V4: { authorizationV4: true } })) {
    scenarios[`${name}: ${version}`] = () => inABucket(options, action);
  }
}

export default scenarios;
