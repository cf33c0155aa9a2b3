// @alicloud/fc20230330: functions made, changed and deleted through the API, with everything that hangs on them.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { account, bystander, dara, failure, openApi, roleArn, text, uniqueName } from './support.mjs';
import { zip } from './zip.mjs';

const require = createRequire(import.meta.url);
const sdk = require('@alicloud/fc20230330');
const client = keys => new sdk.default(openApi(keys));
const arn = relative => `acs:fc:cn-hangzhou:${account}:${relative}`;
const says = word => zip({ 'index.py': `def handler(event, context):\n    return '${word}'\n` }).toString('base64');

const create = (name, word, more = {}) => client().createFunction(new sdk.CreateFunctionRequest({
  body: new sdk.CreateFunctionInput({ functionName: name, runtime: 'python3.10', handler: 'index.handler', timeout: 30, code: new sdk.InputCodeLocation({ zipFile: says(word) }), ...more }),
}));
const invoke = async (name, qualifier) => text((await client().invokeFunctionWithOptions(
  name, new sdk.InvokeFunctionRequest({ body: Readable.from([Buffer.from('{}')]), qualifier }), new sdk.InvokeFunctionHeaders({}), new dara.RuntimeOptions({ readTimeout: 60_000 }))).body);

async function withFunction(action, more) {
  const name = uniqueName('made');
  const { body } = await create(name, 'one', more);
  try {
    await action(name, body);
  } finally {
    await client().deleteFunction(name);
  }
}

export default {
  'A function is created, run, updated and deleted': () => withFunction(async (name, made) => {
    assert.equal(made.functionName, name);
    assert.equal(made.functionArn, arn(`functions/${name}`));
    assert.equal(made.state, 'Active');
    assert.ok(made.codeSize > 0);
    assert.equal(await invoke(name), 'one');
    const { body } = await client().updateFunction(name, new sdk.UpdateFunctionRequest({
      body: new sdk.UpdateFunctionInput({ description: 'told', role: roleArn('writer'), code: new sdk.InputCodeLocation({ zipFile: says('two') }) }),
    }));
    assert.equal(body.description, 'told');
    assert.equal(body.role, roleArn('writer'));
    assert.equal(await invoke(name), 'two');
    const again = await failure(() => create(name, 'three'));
    assert.equal(again.code, 'FunctionAlreadyExists');
    assert.equal(again.statusCode, 409);
  }),

  'Its code can be fetched from the address that GetFunctionCode gives': () => withFunction(async name => {
    const { body } = await client().getFunctionCode(name, new sdk.GetFunctionCodeRequest({}));
    const reply = await fetch(body.url);
    assert.equal(Buffer.from(await reply.arrayBuffer()).toString('base64'), says('one'));
  }),

  'Versions and aliases lead to code as it was': () => withFunction(async name => {
    const { body: version } = await client().publishFunctionVersion(name, new sdk.PublishFunctionVersionRequest({ body: new sdk.PublishVersionInput({ description: 'first' }) }));
    assert.equal(version.versionId, '1');
    await client().updateFunction(name, new sdk.UpdateFunctionRequest({ body: new sdk.UpdateFunctionInput({ code: new sdk.InputCodeLocation({ zipFile: says('two') }) }) }));
    const alias = new sdk.CreateAliasInput({ aliasName: 'prod', versionId: '1' });
    assert.equal((await client().createAlias(name, new sdk.CreateAliasRequest({ body: alias }))).body.versionId, '1');
    assert.equal(await invoke(name, 'prod'), 'one');
    assert.equal(await invoke(name, 'LATEST'), 'two');
    await client().updateAlias(name, 'prod', new sdk.UpdateAliasRequest({ body: new sdk.UpdateAliasInput({ description: 'live' }) }));
    assert.equal((await client().getAlias(name, 'prod')).body.description, 'live');
    assert.deepEqual((await client().listAliases(name, new sdk.ListAliasesRequest({}))).body.aliases.map(one => one.aliasName), ['prod']);
    assert.deepEqual((await client().listFunctionVersions(name, new sdk.ListFunctionVersionsRequest({}))).body.versions.map(one => one.versionId), ['1']);
    await client().deleteAlias(name, 'prod');
    await client().deleteFunctionVersion(name, '1');
    assert.equal((await failure(() => invoke(name, '1'))).code, 'VersionNotFound');
  }),

  'Triggers are made, told, changed and deleted': () => withFunction(async name => {
    const input = new sdk.CreateTriggerInput({ triggerName: 'web', triggerType: 'http', triggerConfig: JSON.stringify({ authType: 'anonymous', methods: ['GET'] }) });
    const { body } = await client().createTrigger(name, new sdk.CreateTriggerRequest({ body: input }));
    assert.match(body.httpTrigger.urlInternet, /^https:\/\/.*\.cn-hangzhou\.fcapp\.run$/);
    assert.deepEqual(JSON.parse(body.triggerConfig).methods, ['GET']);
    await client().updateTrigger(name, 'web', new sdk.UpdateTriggerRequest({ body: new sdk.UpdateTriggerInput({ description: 'public' }) }));
    assert.equal((await client().getTrigger(name, 'web')).body.description, 'public');
    assert.deepEqual((await client().listTriggers(name, new sdk.ListTriggersRequest({}))).body.triggers.map(one => one.triggerName), ['web']);
    await client().deleteTrigger(name, 'web');
    assert.equal((await failure(() => client().getTrigger(name, 'web'))).code, 'TriggerNotFound');
  }),

  'Concurrency is reserved, and invocation disabled and enabled': () => withFunction(async name => {
    await client().putConcurrencyConfig(name, new sdk.PutConcurrencyConfigRequest({ body: new sdk.PutConcurrencyInput({ reservedConcurrency: 0 }) }));
    assert.equal((await client().getConcurrencyConfig(name)).body.reservedConcurrency, 0);
    assert.ok((await client().listConcurrencyConfigs(new sdk.ListConcurrencyConfigsRequest({}))).body.configs.some(one => one.functionArn.endsWith(name)));
    assert.equal((await failure(() => invoke(name))).code, 'ResourceExhausted');
    await client().deleteConcurrencyConfig(name);
    assert.equal((await client().disableFunctionInvocation(name, new sdk.DisableFunctionInvocationRequest({ reason: 'repairs' }))).body.success, true);
    assert.equal((await client().getFunction(name, new sdk.GetFunctionRequest({}))).body.invocationRestriction.reason, 'repairs');
    assert.equal((await failure(() => invoke(name))).code, 'AccessDenied');
    await client().enableFunctionInvocation(name);
    assert.equal(await invoke(name), 'one');
    assert.equal((await client().listInstances(name, new sdk.ListInstancesRequest({}))).body.instances[0].versionId, '0');
  }),

  'Tags find functions': () => withFunction(async name => {
    const resourceId = [arn(`functions/${name}`)];
    await client().tagResources(new sdk.TagResourcesRequest({ body: new sdk.TagResourcesInput({ resourceId, resourceType: 'function', tag: [new sdk.Tag({ key: 'team', value: 'orders' })] }) }));
    const { body } = await client().listTagResources(new sdk.ListTagResourcesRequest({ resourceId, resourceType: 'function' }));
    assert.deepEqual(body.tagResources.map(one => [one.tagKey, one.tagValue]), [['team', 'orders']]);
    await client().untagResources(new sdk.UntagResourcesRequest({ resourceId, resourceType: 'function', all: true }));
    assert.equal((await client().getFunction(name, new sdk.GetFunctionRequest({}))).body.tags, undefined);
  }),

  async 'Layers have versions'() {
    const layer = uniqueName('layer');
    const input = new sdk.CreateLayerVersionInput({ compatibleRuntime: ['python3.10'], code: new sdk.InputCodeLocation({ zipFile: zip({ 'python/shared.py': 'VALUE = 1\n' }).toString('base64') }) });
    const { body } = await client().createLayerVersion(layer, new sdk.CreateLayerVersionRequest({ body: input }));
    assert.equal(body.layerVersionArn, arn(`layers/${layer}/versions/1`));
    assert.equal((await client().getLayerVersion(layer, '1')).body.version, 1);
    assert.match((await client().getLayerVersionByArn(body.layerVersionArn)).body.code.location, /^http/);
    assert.ok((await client().listLayers(new sdk.ListLayersRequest({}))).body.layers.some(one => one.layerName === layer));
    assert.equal((await client().listLayerVersions(layer, new sdk.ListLayerVersionsRequest({}))).body.layers.length, 1);
    await client().putLayerACL(layer, new sdk.PutLayerACLRequest({ acl: '1' }));
    await client().deleteLayerVersion(layer, '1');
  },

  'Custom domains are made, changed and deleted': () => withFunction(async name => {
    const domainName = `${name}.example.com`;
    const routeConfig = new sdk.RouteConfig({ routes: [new sdk.PathConfig({ path: '/*', functionName: name, methods: ['GET'] })] });
    await client().createCustomDomain(new sdk.CreateCustomDomainRequest({ body: new sdk.CreateCustomDomainInput({ domainName, protocol: 'HTTP', routeConfig }) }));
    await client().updateCustomDomain(domainName, new sdk.UpdateCustomDomainRequest({ body: new sdk.UpdateCustomDomainInput({ protocol: 'HTTP,HTTPS' }) }));
    const { body } = await client().getCustomDomain(domainName);
    assert.equal(body.protocol, 'HTTP,HTTPS');
    assert.equal(body.routeConfig.routes[0].functionName, name);
    assert.ok((await client().listCustomDomains(new sdk.ListCustomDomainsRequest({}))).body.customDomains.some(one => one.domainName === domainName));
    await client().deleteCustomDomain(domainName);
  }),

  'What has no effect here is kept': () => withFunction(async name => {
    await client().putProvisionConfig(name, new sdk.PutProvisionConfigRequest({ qualifier: 'LATEST', body: new sdk.PutProvisionConfigInput({ defaultTarget: 2 }) }));
    assert.equal((await client().getProvisionConfig(name, new sdk.GetProvisionConfigRequest({ qualifier: 'LATEST' }))).body.defaultTarget, 2);
    assert.equal((await client().listProvisionConfigs(new sdk.ListProvisionConfigsRequest({ functionName: name }))).body.provisionConfigs.length, 1);
    await client().deleteProvisionConfig(name, new sdk.DeleteProvisionConfigRequest({ qualifier: 'LATEST' }));
    await client().putScalingConfig(name, new sdk.PutScalingConfigRequest({ qualifier: 'LATEST', body: new sdk.PutScalingConfigInput({ minInstances: 1 }) }));
    assert.equal((await client().getScalingConfig(name, new sdk.GetScalingConfigRequest({ qualifier: 'LATEST' }))).body.minInstances, 1);
    assert.equal((await client().listScalingConfigs(new sdk.ListScalingConfigsRequest({ functionName: name }))).body.scalingConfigs.length, 1);
    await client().deleteScalingConfig(name, new sdk.DeleteScalingConfigRequest({ qualifier: 'LATEST' }));
    await client().createVpcBinding(name, new sdk.CreateVpcBindingRequest({ body: new sdk.CreateVpcBindingInput({ vpcId: 'vpc-1' }) }));
    assert.deepEqual((await client().listVpcBindings(name)).body.vpcIds, ['vpc-1']);
    await client().deleteVpcBinding(name, 'vpc-1');
    assert.equal((await client().describeRegions(new sdk.DescribeRegionsRequest({}))).statusCode, 200);
  }),

  async 'A user without permission makes nothing'() {
    const input = new sdk.CreateFunctionInput({ functionName: 'not-mine', runtime: 'python3.10', handler: 'index.handler', code: new sdk.InputCodeLocation({ zipFile: says('one') }) });
    const error = await failure(() => client(bystander).createFunction(new sdk.CreateFunctionRequest({ body: input })));
    assert.equal(error.code, 'AccessDenied');
    assert.match(error.message, /not authorized to perform 'fc:CreateFunction' on resource 'acs:fc:cn-hangzhou:1234567890123456:functions\/not-mine'/);
  },
};
