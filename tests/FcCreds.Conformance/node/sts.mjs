// @alicloud/sts20150401: the generated product SDK, ACS3-HMAC-SHA256.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, bystander, failure, host, openApi, oss, OSS, roleArn, tester, uniqueBucket } from './support.mjs';

const require = createRequire(import.meta.url);
const { default: Sts, AssumeRoleRequest } = require('@alicloud/sts20150401');

export const client = keys => new Sts(openApi(keys));

/** Credentials of a fresh session, as the SDK hands them over. */
export async function assumeRole(role, { keys = tester, policy, name = 'conformance', durationSeconds } = {}) {
  const reply = await client(keys).assumeRole(new AssumeRoleRequest({ roleArn: roleArn(role), roleSessionName: name, policy, durationSeconds }));
  return reply.body;
}

export const asToken = c => ({ accessKeyId: c.accessKeyId, accessKeySecret: c.accessKeySecret, securityToken: c.securityToken, type: 'sts' });

export default {
  async 'AssumeRole answers credentials and the assumed role user'() {
    const body = await assumeRole('writer');
    assert.match(body.credentials.accessKeyId, /^STS\./);
    assert.match(body.credentials.securityToken, /^CAIS/);
    assert.match(body.credentials.expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(body.assumedRoleUser.arn, `acs:ram::${account}:role/writer/conformance`);
    assert.match(body.assumedRoleUser.assumedRoleId, /^\d+:conformance$/);
    assert.ok(body.requestId);
  },

  async 'GetCallerIdentity names the user'() {
    const { body } = await client().getCallerIdentity();
    assert.equal(body.identityType, 'RAMUser');
    assert.equal(body.arn, `acs:ram::${account}:user/tester`);
    assert.equal(body.accountId, account);
  },

  async 'GetCallerIdentity names the role session'() {
    const { credentials } = await assumeRole('writer', { name: 'who-am-i' });
    const { body } = await client(asToken(credentials)).getCallerIdentity();
    assert.equal(body.identityType, 'AssumedRoleUser');
    assert.equal(body.arn, `acs:ram::${account}:assumed-role/writer/who-am-i`);
    assert.match(body.principalId, /:who-am-i$/);
  },

  async 'A user without permission is refused with NoPermission'() {
    const error = await failure(() => assumeRole('writer', { keys: bystander }));
    assert.equal(error.code, 'NoPermission');
    assert.equal(error.statusCode, 403);
  },

  async 'A role that does not exist is EntityNotExist.Role'() {
    const error = await failure(() => assumeRole('nobody'));
    assert.equal(error.code, 'EntityNotExist.Role');
    assert.equal(error.statusCode, 404);
  },

  async 'A session name of one character is refused'() {
    const error = await failure(() => assumeRole('writer', { name: 'x' }));
    assert.equal(error.code, 'InvalidParameter.RoleSessionName');
    assert.match(error.message, /The parameter RoleSessionName is wrongly formed/);
  },

  async 'A duration over the role maximum is refused'() {
    const error = await failure(() => assumeRole('writer', { durationSeconds: 7200 }));
    assert.equal(error.code, 'InvalidParameter.DurationSeconds');
  },

  async 'A wrong secret is SignatureDoesNotMatch and echoes the string to sign'() {
    const error = await failure(() => client({ ...tester, accessKeySecret: 'wrong' }).getCallerIdentity());
    assert.equal(error.code, 'SignatureDoesNotMatch');
    assert.match(error.message, /server string to sign is:ACS3-HMAC-SHA256/);
  },

  async 'An unknown key is InvalidAccessKeyId.NotFound'() {
    const error = await failure(() => client({ accessKeyId: 'LTAI5tNobodyKnowsThis000', accessKeySecret: 'x' }).getCallerIdentity());
    assert.equal(error.code, 'InvalidAccessKeyId.NotFound');
    assert.equal(error.statusCode, 404);
  },

  async 'A token of another key is InvalidSecurityToken.MismatchWithAccessKey'() {
    const one = (await assumeRole('writer')).credentials;
    const two = (await assumeRole('writer')).credentials;
    const error = await failure(() => client({ ...asToken(one), securityToken: two.securityToken }).getCallerIdentity());
    assert.equal(error.code, 'InvalidSecurityToken.MismatchWithAccessKey');
  },

  async "ali-oss's STS class assumes a role within a policy, and its OSS client works with what comes"() {
    const sts = new OSS.STS({ ...tester, endpoint: `http://${host}` });
    const bucket = uniqueBucket();
    await oss().putBucket(bucket);
    const readOnly = { Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:GetObject'], Resource: [`acs:oss:*:*:${bucket}/*`] }] };
    const { credentials } = await sts.assumeRole(roleArn('writer'), readOnly, 900, 'ali-oss');
    const whole = await sts.assumeRole(roleArn('writer'), undefined, 900, 'ali-oss');
    const using = c => oss({ accessKeyId: c.AccessKeyId, accessKeySecret: c.AccessKeySecret, stsToken: c.SecurityToken, bucket });
    await using(whole.credentials).put('a', Buffer.from('b'));
    assert.equal((await using(credentials).get('a')).content.toString(), 'b');
    assert.equal((await failure(() => using(credentials).put('a', Buffer.from('c')))).code, 'AccessDenied');
    const wrong = await failure(() => new OSS.STS({ ...tester, accessKeySecret: 'wrong', endpoint: `http://${host}` }).assumeRole(roleArn('writer')));
    assert.equal(wrong.code, 'SignatureDoesNotMatch');
  },
};
