// @alicloud/credentials with its default chain, in a program that `fccreds exec --via …` started: nothing is configured here.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, openApi } from './support.mjs';

const require = createRequire(import.meta.url);
const { default: Credential } = require('@alicloud/credentials');
const { default: Sts } = require('@alicloud/sts20150401');

const providers = { env: 'default/env', uri: 'default/credential_uri', metadata: 'default/ecs_ram_role', oidc: 'default/oidc_role_arn' };
const via = process.env.FCCREDS_TEST_VIA;

export default {
  async 'The default chain finds the credentials where they were laid'() {
    const got = await new Credential().getCredential();
    assert.equal(got.providerName, providers[via]);
    assert.match(got.accessKeyId, /^STS\./);
    assert.match(got.securityToken, /^CAIS/);
  },

  async 'The cloud\'s own STS endpoint knows them'() {
    const client = new Sts(openApi({ credential: new Credential() }, { protocol: 'HTTPS', endpoint: 'sts.aliyuncs.com' }));
    const { body } = await client.getCallerIdentity();
    assert.equal(body.arn, `acs:ram::${account}:assumed-role/writer/delivered`);
  },
};
