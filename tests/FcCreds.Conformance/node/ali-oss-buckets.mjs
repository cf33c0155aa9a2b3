// ali-oss: versions and what is kept about a bucket, under each signature version.
import assert from 'node:assert/strict';
import { account, failure, oss, uniqueBucket } from './support.mjs';

async function withABucket(options, action) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  try {
    await action(client, bucket);
  } finally {
    await client.deleteBucket(bucket);
  }
}

async function versions(client, bucket) {
  assert.equal((await client.getBucketVersioning(bucket)).versionStatus, undefined);
  // ali-oss (6.23) tells a refusal of this call by its status only.
  assert.equal((await client.putBucketVersioning(bucket, 'Enabled')).status, 200);
  assert.equal((await client.getBucketVersioning(bucket)).versionStatus, 'Enabled');
  const first = (await client.put('a', Buffer.from('1'))).res.headers['x-oss-version-id'];
  const second = (await client.put('a', Buffer.from('22'))).res.headers['x-oss-version-id'];
  assert.notEqual(first, second);
  await client.delete('a');
  const list = await client.getBucketVersions({});
  assert.deepEqual(list.objects.map(o => [o.versionId, o.size, o.isLatest]), [[second, 2, false], [first, 1, false]]);
  assert.equal(list.deleteMarker.length, 1);
  const page = await client.getBucketVersions({ 'max-keys': 2 });
  assert.equal(page.isTruncated, true);
  const rest = await client.getBucketVersions({ keyMarker: page.nextKeyMarker, versionIdMarker: page.nextVersionIdMarker });
  assert.deepEqual(rest.objects.map(o => o.versionId), [first]);
  assert.equal((await client.get('a', { versionId: first })).content.toString(), '1');
  await client.putACL('a', 'public-read', { versionId: first });
  assert.equal((await client.getACL('a', { versionId: first })).acl, 'public-read');
  await client.putBucketVersioning(bucket, 'Suspended');
  assert.equal((await client.put('a', Buffer.from('333'))).res.headers['x-oss-version-id'], 'null');
  assert.equal((await failure(() => client.deleteBucket(bucket))).code, 'BucketNotEmpty');
  await client.deleteMulti([{ key: 'a', versionId: first }, { key: 'a', versionId: second }, { key: 'a', versionId: 'null' }]);
  const left = await client.getBucketVersions({});
  for (const marker of left.deleteMarker) await client.delete('a', { versionId: marker.versionId });
}

async function kept(client, bucket) {
  assert.equal((await failure(() => client.getBucketEncryption(bucket))).code, 'NoSuchServerSideEncryptionRule');
  await client.putBucketEncryption(bucket, { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'key-1' });
  assert.deepEqual((await client.getBucketEncryption(bucket)).encryption, { SSEAlgorithm: 'KMS', KMSMasterKeyID: 'key-1' });
  await client.deleteBucketEncryption(bucket);

  assert.deepEqual((await client.getBucketTags(bucket)).tag, {});
  await client.putBucketTags(bucket, { a: '1', b: '2' });
  assert.deepEqual((await client.getBucketTags(bucket)).tag, { a: '1', b: '2' });
  await client.deleteBucketTags(bucket);
  assert.deepEqual((await client.getBucketTags(bucket)).tag, {});

  await client.putBucketLogging(bucket, 'logs/');
  assert.deepEqual((({ enable, prefix }) => ({ enable, prefix }))(await client.getBucketLogging(bucket)), { enable: true, prefix: 'logs/' });
  await client.deleteBucketLogging(bucket);
  assert.equal((await client.getBucketLogging(bucket)).enable, false);

  const inventory = {
    id: 'daily', isEnabled: true, prefix: 'in/', frequency: 'Daily', includedObjectVersions: 'All', optionalFields: { field: ['Size', 'ETag'] },
    OSSBucketDestination: { format: 'CSV', accountId: account, rolename: 'writer', bucket, prefix: 'lists' },
  };
  await client.putBucketInventory(bucket, inventory);
  const { inventory: read } = await client.getBucketInventory(bucket, 'daily');
  assert.deepEqual([read.id, read.isEnabled, read.prefix, read.frequency, read.OSSBucketDestination.bucket], ['daily', true, 'in/', 'Daily', bucket]);
  assert.deepEqual((await client.listBucketInventory(bucket)).inventoryList.map(one => one.id), ['daily']);
  await client.deleteBucketInventory(bucket, 'daily');
  assert.equal((await failure(() => client.getBucketInventory(bucket, 'daily'))).code, 'NoSuchInventory');

  const rules = [
    { id: 'logs', prefix: 'logs/', status: 'Enabled', expiration: { days: 30 }, transition: { days: 7, storageClass: 'IA' } },
    { id: 'rest', prefix: 'tmp/', status: 'Disabled', abortMultipartUpload: { days: 1 } },
  ];
  await client.putBucketLifecycle(bucket, rules);
  const { rules: readRules } = await client.getBucketLifecycle(bucket);
  assert.deepEqual(readRules.map(rule => [rule.id, rule.prefix, rule.status]), [['logs', 'logs/', 'Enabled'], ['rest', 'tmp/', 'Disabled']]);
  assert.match((await client.put('logs/a', Buffer.from('1')), await client.head('logs/a')).res.headers['x-oss-expiration'], /rule-id="logs"/);
  await client.delete('logs/a');
  await client.deleteBucketLifecycle(bucket);
  assert.equal((await failure(() => client.getBucketLifecycle(bucket))).code, 'NoSuchLifecycle');

  await client.put('x', Buffer.from('12345'));
  const { stat } = await client.getBucketStat(bucket);
  assert.deepEqual([stat.Storage, stat.ObjectCount], ['5', '1']);
  await client.delete('x');
}

async function retention(client, bucket) {
  const { wormId } = await client.initiateBucketWorm(bucket, '1');
  assert.equal((await client.getBucketWorm(bucket)).state, 'InProgress');
  await client.abortBucketWorm(bucket);
  const { wormId: second } = await client.initiateBucketWorm(bucket, '1');
  assert.notEqual(second, wormId);
  await client.completeBucketWorm(bucket, second);
  await client.extendBucketWorm(bucket, second, '2');
  const worm = await client.getBucketWorm(bucket);
  assert.deepEqual([worm.wormId, worm.state, `${worm.days}`], [second, 'Locked', '2']);
}

const scenarios = {};
for (const [name, options] of Object.entries({ V1: {}, V4: { authorizationV4: true } })) {
  scenarios[`Versions are written, listed and deleted: ${name}`] = () => withABucket(options, versions);
  scenarios[`A retention policy is made, locked and extended: ${name}`] = () => withABucket(options, retention);
  scenarios[`What is kept about a bucket comes back: ${name}`] = () => withABucket(options, kept);
}

export default scenarios;
