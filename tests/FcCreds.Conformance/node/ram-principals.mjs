// Users, access keys, groups and roles through @alicloud/ram20150501.
import assert from 'node:assert/strict';
import { account, bystander, failure, oss, roleArn, stsCredentials, uniqueBucket, uniqueName } from './support.mjs';
import { allowing, ram, trustAccount, userWithKey } from './ram.mjs';
import { asToken, assumeRole, client as sts } from './sts.mjs';

export default {
  async 'A user is created, read, renamed, listed and deleted'() {
    const [userName, newUserName] = [uniqueName('user'), uniqueName('renamed')];
    const { user } = await ram('CreateUser', { userName, displayName: 'Some One', email: 'some@one.example', mobilePhone: '86-13800000000', comments: 'x' });
    assert.match(user.userId, /^2\d{17}$/);
    assert.deepEqual([user.userName, user.displayName, user.email, user.mobilePhone, user.comments], [userName, 'Some One', 'some@one.example', '86-13800000000', 'x']);
    assert.match(user.createDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal((await failure(() => ram('CreateUser', { userName: userName.toUpperCase() }))).code, 'EntityAlreadyExists.User');

    const renamed = await ram('UpdateUser', { userName, newUserName, newComments: 'y' });
    assert.deepEqual([renamed.user.userName, renamed.user.comments, renamed.user.userId], [newUserName, 'y', user.userId]);
    assert.equal((await failure(() => ram('GetUser', { userName }))).code, 'EntityNotExist.User');
    assert.equal((await ram('GetUser', { userName: newUserName })).user.displayName, 'Some One');
    assert.ok((await ram('ListUsers', { maxItems: 1000 })).users.user.some(one => one.userName === newUserName));
    await ram('DeleteUser', { userName: newUserName });
    const gone = await failure(() => ram('DeleteUser', { userName: newUserName }));
    assert.deepEqual([gone.code, gone.statusCode], ['EntityNotExist.User', 404]);
  },

  async 'Lists come in pages'() {
    const names = await Promise.all([1, 2, 3, 4, 5].map(async n => {
      const userName = uniqueName(`page${n}`);
      await ram('CreateUser', { userName });
      return userName;
    }));
    const found = [];
    for (let marker; ;) {
      const page = await ram('ListUsers', { maxItems: 2, marker });
      assert.ok(page.users.user.length <= 2);
      found.push(...page.users.user.map(user => user.userName));
      if (!page.isTruncated) break;
      marker = page.marker;
    }
    assert.deepEqual(names.filter(name => !found.includes(name)), []);
    assert.equal(new Set(found).size, found.length);
    for (const userName of names) await ram('DeleteUser', { userName });
  },

  async 'An access key works until it is made inactive, again when active, and never after it was deleted'() {
    const userName = uniqueName('keys');
    const keys = await userWithKey(userName);
    assert.match(keys.accessKeySecret, /^\w{30}$/);
    assert.equal((await sts(keys).getCallerIdentity()).body.arn, `acs:ram::${account}:user/${userName}`);
    const used = await ram('GetAccessKeyLastUsed', { userName, userAccessKeyId: keys.accessKeyId });
    assert.match(used.accessKeyLastUsed.lastUsedDate, /Z$/);

    await ram('UpdateAccessKey', { userName, userAccessKeyId: keys.accessKeyId, status: 'Inactive' });
    assert.equal((await failure(() => sts(keys).getCallerIdentity())).code, 'InvalidAccessKeyId.Inactive');
    const [listed] = (await ram('ListAccessKeys', { userName })).accessKeys.accessKey;
    assert.deepEqual([listed.accessKeyId, listed.status, listed.accessKeySecret], [keys.accessKeyId, 'Inactive', undefined]);
    await ram('UpdateAccessKey', { userName, userAccessKeyId: keys.accessKeyId, status: 'Active' });
    assert.equal((await sts(keys).getCallerIdentity()).body.identityType, 'RAMUser');

    assert.equal((await failure(() => ram('DeleteUser', { userName }))).code, 'DeleteConflict.User.AccessKey');
    await ram('DeleteAccessKey', { userName, userAccessKeyId: keys.accessKeyId });
    assert.equal((await failure(() => sts(keys).getCallerIdentity())).code, 'InvalidAccessKeyId.NotFound');
    assert.equal((await failure(() => ram('DeleteAccessKey', { userName, userAccessKeyId: keys.accessKeyId }))).code, 'EntityNotExist.User.AccessKey');
    await ram('DeleteUser', { userName });
  },

  async 'A user has two access keys at most'() {
    const userName = uniqueName('rotating');
    await userWithKey(userName);
    await ram('CreateAccessKey', { userName });
    const third = await failure(() => ram('CreateAccessKey', { userName }));
    assert.deepEqual([third.code, third.statusCode], ['LimitExceeded.User.AccessKey', 409]);
  },

  async 'A user without permission is refused with the evidence'() {
    const error = await failure(() => ram('CreateUser', { userName: uniqueName('never') }, bystander));
    assert.deepEqual([error.code, error.statusCode], ['NoPermission', 403]);
    assert.equal(error.accessDeniedDetail.AuthAction, 'ram:CreateUser');
    assert.equal(error.accessDeniedDetail.NoPermissionType, 'ImplicitDeny');
  },

  async 'Permission can be given for one user only'() {
    const [userName, policyName] = [uniqueName('self'), uniqueName('self')];
    const keys = await userWithKey(userName);
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ram:*AccessKey*', Resource: `acs:ram:*:${account}:user/${userName}` }] };
    await ram('CreatePolicy', { policyName, policyDocument: JSON.stringify(document) });
    await ram('AttachPolicyToUser', { policyType: 'Custom', policyName, userName });
    // Without a user name it is about the caller.
    assert.equal((await ram('ListAccessKeys', {}, keys)).accessKeys.accessKey.length, 1);
    assert.equal((await ram('CreateAccessKey', { userName }, keys)).accessKey.status, 'Active');
    assert.equal((await failure(() => ram('ListAccessKeys', { userName: 'tester' }, keys))).code, 'NoPermission');
  },

  async 'What a group may do its users may, while they are in it'() {
    const [userName, groupName, bucket] = [uniqueName('member'), uniqueName('group'), uniqueBucket()];
    const keys = await userWithKey(userName);
    const store = oss(keys);
    const { group } = await ram('CreateGroup', { groupName, comments: 'c' });
    assert.deepEqual([group.groupName, group.comments], [groupName, 'c']);
    await ram('AttachPolicyToGroup', { policyType: 'System', policyName: 'AliyunOSSFullAccess', groupName });
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');
    await ram('AddUserToGroup', { userName, groupName });
    await store.putBucket(bucket);
    assert.equal((await failure(() => ram('AddUserToGroup', { userName, groupName }))).code, 'EntityAlreadyExists.User.Group');
    assert.deepEqual((await ram('ListUsersForGroup', { groupName })).users.user.map(user => user.userName), [userName]);
    assert.deepEqual((await ram('ListGroupsForUser', { userName })).groups.group.map(one => one.groupName), [groupName]);

    const newGroupName = uniqueName('renamed');
    assert.equal((await ram('UpdateGroup', { groupName, newGroupName })).group.groupName, newGroupName);
    await store.deleteBucket(bucket);
    assert.equal((await ram('GetGroup', { groupName: newGroupName })).group.comments, 'c');
    assert.ok((await ram('ListGroups')).groups.group.some(one => one.groupName === newGroupName));

    assert.equal((await failure(() => ram('DeleteGroup', { groupName: newGroupName }))).code, 'DeleteConflict.Group.User');
    await ram('RemoveUserFromGroup', { userName, groupName: newGroupName });
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');
    assert.equal((await failure(() => ram('DeleteGroup', { groupName: newGroupName }))).code, 'DeleteConflict.Group.Policy');
    await ram('DetachPolicyFromGroup', { policyType: 'System', policyName: 'AliyunOSSFullAccess', groupName: newGroupName });
    await ram('DeleteGroup', { groupName: newGroupName });
  },

  async 'A role is created, assumed and changed'() {
    const roleName = uniqueName('role');
    const { role } = await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount, description: 'd', maxSessionDuration: 7200, tag: [{ key: 'team', value: 'a' }] });
    assert.match(role.roleId, /^3\d{17}$/);
    assert.deepEqual([role.arn, role.maxSessionDuration, role.assumeRolePolicyDocument], [roleArn(roleName), 7200, trustAccount]);
    assert.equal((await assumeRole(roleName, { durationSeconds: 7200 })).assumedRoleUser.assumedRoleId, `${role.roleId}:conformance`);
    assert.equal((await failure(() => ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount }))).code, 'EntityAlreadyExists.Role');

    const newAssumeRolePolicyDocument = trustAccount.replace(':root', ':user/nobody');
    const changed = await ram('UpdateRole', { roleName, newAssumeRolePolicyDocument, newMaxSessionDuration: 3600, newDescription: 'e' });
    assert.deepEqual([changed.role.maxSessionDuration, changed.role.description], [3600, 'e']);
    assert.equal((await failure(() => assumeRole(roleName))).code, 'NoPermission');
    assert.equal((await ram('GetRole', { roleName })).role.assumeRolePolicyDocument, newAssumeRolePolicyDocument);
    const listed = (await ram('ListRoles', { tag: [{ key: 'team', value: 'a' }] })).roles.role.find(one => one.roleName === roleName);
    assert.deepEqual(listed.tags.tag.map(tag => [tag.tagKey, tag.tagValue]), [['team', 'a']]);
    await ram('DeleteRole', { roleName });
  },

  async 'A session dies with its role, and does not come back with a role of the same name'() {
    const roleName = uniqueName('role');
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    const { credentials } = await assumeRole(roleName);
    assert.equal((await sts(asToken(credentials)).getCallerIdentity()).body.identityType, 'AssumedRoleUser');
    await ram('DeleteRole', { roleName });
    assert.match((await failure(() => sts(asToken(credentials)).getCallerIdentity())).code, /^InvalidSecurityToken/);
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    assert.match((await failure(() => sts(asToken(credentials)).getCallerIdentity())).code, /^InvalidSecurityToken/);
  },

  async 'A detached policy is gone for a session that is under way'() {
    const [roleName, bucket] = [uniqueName('role'), uniqueBucket()];
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    await ram('AttachPolicyToRole', { policyType: 'System', policyName: 'AliyunOSSFullAccess', roleName });
    const store = oss(stsCredentials((await assumeRole(roleName)).credentials));
    await store.putBucket(bucket);
    await store.deleteBucket(bucket);
    assert.equal((await failure(() => ram('DeleteRole', { roleName }))).code, 'DeleteConflict.Role.Policy');
    await ram('DetachPolicyFromRole', { policyType: 'System', policyName: 'AliyunOSSFullAccess', roleName });
    assert.equal((await failure(() => store.putBucket(bucket))).code, 'AccessDenied');
    await ram('DeleteRole', { roleName });
  },

  async 'A role that may manage users does, within its session policy'() {
    const [roleName, userName] = [uniqueName('role'), uniqueName('user')];
    await ram('CreateRole', { roleName, assumeRolePolicyDocument: trustAccount });
    await ram('AttachPolicyToRole', { policyType: 'System', policyName: 'AliyunRAMFullAccess', roleName });
    const { credentials } = await assumeRole(roleName, { policy: allowing('ram:CreateUser', 'ram:DeleteUser') });
    const keys = asToken(credentials);
    await ram('CreateUser', { userName }, keys);
    assert.equal((await failure(() => ram('ListUsers', {}, keys))).code, 'NoPermission');
    await ram('DeleteUser', { userName }, keys);
  },
};
