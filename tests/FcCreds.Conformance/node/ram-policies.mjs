// Custom and system policies, their versions, attachments and tags through @alicloud/ram20150501.
import assert from 'node:assert/strict';
import { bystander, failure, oss, uniqueBucket, uniqueName } from './support.mjs';
import { allowing, ram, trustAccount, userWithKey } from './ram.mjs';

export default {
  async 'A custom policy is created, described, listed and deleted'() {
    const policyName = uniqueName('policy');
    const { policy } = await ram('CreatePolicy', { policyName, description: 'd', policyDocument: allowing('oss:GetObject'), tag: [{ key: 'k', value: 'v' }] });
    assert.deepEqual([policy.policyName, policy.policyType, policy.defaultVersion, policy.description], [policyName, 'Custom', 'v1', 'd']);
    assert.equal((await failure(() => ram('CreatePolicy', { policyName, policyDocument: allowing('oss:*') }))).code, 'EntityAlreadyExists.Policy');
    await ram('UpdatePolicyDescription', { policyName, newDescription: 'e' });
    const got = await ram('GetPolicy', { policyName, policyType: 'Custom' });
    assert.deepEqual([got.policy.description, got.policy.attachmentCount, got.defaultPolicyVersion.policyDocument], ['e', 0, allowing('oss:GetObject')]);
    const listed = (await ram('ListPolicies', { policyType: 'Custom', tag: [{ key: 'k', value: 'v' }], maxItems: 1000 })).policies.policy;
    assert.ok(listed.some(one => one.policyName === policyName));
    await ram('DeletePolicy', { policyName });
    assert.equal((await failure(() => ram('GetPolicy', { policyName, policyType: 'Custom' }))).code, 'EntityNotExist.Policy');
  },

  async 'System policies are there with their documents'() {
    for (const [policyName, action] of [
      ['AdministratorAccess', '*'], ['AliyunOSSFullAccess', 'oss:*'], ['AliyunOSSReadOnlyAccess', 'oss:Get*'],
      ['AliyunSTSAssumeRoleAccess', 'sts:AssumeRole'], ['AliyunFCFullAccess', 'fc:*'], ['AliyunFCInvocationAccess', 'fc:InvokeFunction'],
    ]) {
      const { policyVersion } = await ram('GetPolicyVersion', { policyName, policyType: 'System', versionId: 'v1' });
      assert.ok(policyVersion.isDefaultVersion);
      const [statement] = JSON.parse(policyVersion.policyDocument).Statement;
      assert.ok([].concat(statement.Action).includes(action), policyName);
    }
    const names = (await ram('ListPolicies', { policyType: 'System', maxItems: 1000 })).policies.policy.map(one => one.policyName);
    assert.ok(names.includes('AliyunFCDefaultRolePolicy'));
    assert.equal((await failure(() => ram('DeletePolicy', { policyName: 'AliyunOSSFullAccess' }))).code, 'EntityNotExist.Policy');
  },

  async 'The default version decides, from the next request on'() {
    const [policyName, userName, bucket] = [uniqueName('policy'), uniqueName('user'), uniqueBucket()];
    const store = oss(await userWithKey(userName));
    await ram('CreatePolicy', { policyName, policyDocument: allowing('oss:ListObjects') });
    await ram('AttachPolicyToUser', { policyType: 'Custom', policyName, userName });
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');

    const { policyVersion } = await ram('CreatePolicyVersion', { policyName, policyDocument: allowing('oss:*') });
    assert.deepEqual([policyVersion.versionId, policyVersion.isDefaultVersion], ['v2', false]);
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');
    await ram('SetDefaultPolicyVersion', { policyName, versionId: 'v2' });
    await store.putBucket(bucket);
    await store.deleteBucket(bucket);
    await ram('CreatePolicyVersion', { policyName, policyDocument: allowing('oss:ListObjects'), setAsDefault: true });
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');
    const versions = (await ram('ListPolicyVersions', { policyName, policyType: 'Custom' })).policyVersions.policyVersion;
    assert.deepEqual(versions.map(one => [one.versionId, one.isDefaultVersion]), [['v1', false], ['v2', false], ['v3', true]]);
  },

  async 'A policy has five versions; the oldest but the default one goes when asked to rotate'() {
    const policyName = uniqueName('policy');
    await ram('CreatePolicy', { policyName, policyDocument: allowing('oss:*') });
    for (let n = 2; n <= 5; n++) await ram('CreatePolicyVersion', { policyName, policyDocument: allowing('oss:*') });
    const sixth = () => ram('CreatePolicyVersion', { policyName, policyDocument: allowing('oss:*') });
    assert.equal((await failure(sixth)).code, 'LimitExceeded.Policy.Version');
    const rotated = await ram('CreatePolicyVersion', { policyName, policyDocument: allowing('oss:*'), rotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded' });
    assert.equal(rotated.policyVersion.versionId, 'v6');
    const ids = (await ram('ListPolicyVersions', { policyName, policyType: 'Custom' })).policyVersions.policyVersion.map(one => one.versionId);
    assert.deepEqual(ids, ['v1', 'v3', 'v4', 'v5', 'v6']);

    assert.equal((await failure(() => ram('DeletePolicyVersion', { policyName, versionId: 'v1' }))).code, 'DeleteConflict.Policy.Version.Default');
    assert.equal((await failure(() => ram('DeletePolicyVersion', { policyName, versionId: 'v2' }))).code, 'EntityNotExist.Policy.Version');
    await ram('DeletePolicyVersion', { policyName, versionId: 'v3' });
    assert.equal((await failure(() => ram('DeletePolicy', { policyName }))).code, 'DeleteConflict.Policy.Version');
    await ram('DeletePolicy', { policyName, cascadingDelete: true });
  },

  async 'Who has a policy is listed, and keeps it from being deleted'() {
    const [policyName, userName, groupName, roleName] = ['policy', 'user', 'group', 'role'].map(uniqueName);
    await ram('CreatePolicy', { policyName, policyDocument: allowing('oss:*') });
    await ram('CreateUser', { userName });
    await ram('CreateGroup', { groupName });
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    const custom = { policyType: 'Custom', policyName };
    await ram('AttachPolicyToUser', { ...custom, userName });
    await ram('AttachPolicyToGroup', { ...custom, groupName });
    await ram('AttachPolicyToRole', { ...custom, roleName });
    assert.equal((await failure(() => ram('AttachPolicyToRole', { ...custom, roleName }))).code, 'EntityAlreadyExists.Role.Policy');
    assert.equal((await failure(() => ram('AttachPolicyToRole', { ...custom, policyName: 'none-such', roleName }))).code, 'EntityNotExist.Policy');

    const entities = await ram('ListEntitiesForPolicy', custom);
    assert.deepEqual([entities.users.user[0].userName, entities.groups.group[0].groupName, entities.roles.role[0].roleName], [userName, groupName, roleName]);
    for (const [operation, fields] of [['ListPoliciesForUser', { userName }], ['ListPoliciesForGroup', { groupName }], ['ListPoliciesForRole', { roleName }]])
      assert.deepEqual((await ram(operation, fields)).policies.policy.map(one => [one.policyName, one.policyType]), [[policyName, 'Custom']]);
    assert.equal((await ram('GetPolicy', custom)).policy.attachmentCount, 3);

    assert.equal((await failure(() => ram('DeletePolicy', { policyName }))).code, 'DeleteConflict.Policy.User');
    assert.equal((await failure(() => ram('DeleteUser', { userName }))).code, 'DeleteConflict.User.Policy');
    await ram('DetachPolicyFromUser', { ...custom, userName });
    assert.equal((await failure(() => ram('DetachPolicyFromUser', { ...custom, userName }))).code, 'EntityNotExist.User.Policy');
    assert.equal((await failure(() => ram('DeletePolicy', { policyName }))).code, 'DeleteConflict.Policy.Group');
    await ram('DetachPolicyFromGroup', { ...custom, groupName });
    await ram('DetachPolicyFromRole', { ...custom, roleName });
    await ram('DeletePolicy', { policyName });
  },

  async 'A document that is no policy is told what is wrong with it'() {
    const error = await failure(() => ram('CreatePolicy', { policyName: uniqueName('policy'), policyDocument: '{"Version":"1","Statement":[{"Effect":"Maybe","Action":"oss:*","Resource":"*"}]}' }));
    assert.equal(error.code, 'MalformedPolicyDocument');
    assert.match(error.message, /Statement\[1\]\.Effect/);
    assert.equal((await failure(() => ram('CreatePolicy', { policyName: 'no_underscore', policyDocument: allowing('oss:*') }))).code, 'InvalidParameter.PolicyName.InvalidChars');
  },

  async 'Roles and policies are tagged'() {
    const [roleName, policyName] = [uniqueName('role'), uniqueName('policy')];
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    await ram('CreatePolicy', { policyName, policyDocument: allowing('oss:*') });
    for (const [resourceType, name] of [['role', roleName], ['policy', policyName]]) {
      await ram('TagResources', { resourceType, resourceNames: [name], tag: [{ key: 'a', value: '1' }, { key: 'b', value: '2' }] });
      await ram('UntagResources', { resourceType, resourceNames: [name], tagKeys: ['a'] });
      const { tagResources } = await ram('ListTagResources', { resourceType, resourceNames: [name] });
      assert.deepEqual(tagResources.map(tag => [tag.resourceName, tag.resourceType, tag.tagKey, tag.tagValue]), [[name, resourceType, 'b', '2']]);
    }
  },

  async 'DecodeDiagnosticMessage opens what a refusal carries'() {
    const refused = await failure(() => ram('ListUsers', {}, bystander));
    const encodedDiagnosticMessage = refused.accessDeniedDetail.EncodedDiagnosticMessage;
    const { decodedDiagnosticMessage: told } = await ram('DecodeDiagnosticMessage', { encodedDiagnosticMessage });
    assert.equal(told.authAction, 'ram:ListUsers');
    assert.equal(told.explicitDeny, false);
    assert.equal(told.authPrincipal.authPrincipalType, 'SubUser');
  },
};
