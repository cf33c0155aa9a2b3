// @alicloud/pop-core: the old RPC client, HMAC-SHA1, GET and POST.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, failure, host, roleArn, tester } from './support.mjs';

const require = createRequire(import.meta.url);
const { RPCClient } = require('@alicloud/pop-core');

const client = (keys = tester) => new RPCClient({ ...keys, endpoint: `http://${host}`, apiVersion: '2015-04-01' });

export default {
  async 'AssumeRole over GET'() {
    const reply = await client().request('AssumeRole', { RoleArn: roleArn('writer'), RoleSessionName: 'pop-get' });
    assert.match(reply.Credentials.SecurityToken, /^CAIS/);
  },

  async 'AssumeRole over POST with a policy full of characters that signers disagree about'() {
    const Policy = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: ['oss:Get*'], Resource: ["acs:oss:*:*:a b/~!'()*"] }] });
    const reply = await client().request('AssumeRole', { RoleArn: roleArn('writer'), RoleSessionName: 'pop-post', Policy }, { method: 'POST' });
    assert.match(reply.Credentials.AccessKeyId, /^STS\./);
  },

  async 'GetCallerIdentity with temporary credentials'() {
    const { Credentials: c } = await client().request('AssumeRole', { RoleArn: roleArn('writer'), RoleSessionName: 'pop-sts' });
    const who = await client({ accessKeyId: c.AccessKeyId, accessKeySecret: c.AccessKeySecret, securityToken: c.SecurityToken }).request('GetCallerIdentity', {});
    assert.equal(who.Arn, `acs:ram::${account}:assumed-role/writer/pop-sts`);
  },

  async 'A token-less STS key is MissingSecurityToken'() {
    const { Credentials: c } = await client().request('AssumeRole', { RoleArn: roleArn('writer'), RoleSessionName: 'pop-lost' });
    const error = await failure(() => client({ accessKeyId: c.AccessKeyId, accessKeySecret: c.AccessKeySecret }).request('GetCallerIdentity', {}));
    assert.equal(error.code, 'MissingSecurityToken');
  },

  async 'A policy that does not parse is InvalidParameter.PolicyGrammar'() {
    const error = await failure(() => client().request('AssumeRole', { RoleArn: roleArn('writer'), RoleSessionName: 'pop-bad', Policy: '{"Version":"2"}' }));
    assert.equal(error.code, 'InvalidParameter.PolicyGrammar');
  },

  async 'An action nobody knows is InvalidAction.NotFound'() {
    const error = await failure(() => client().request('AssumeRoll', {}));
    assert.equal(error.code, 'InvalidAction.NotFound');
  },
};
