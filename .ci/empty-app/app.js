/** A CDK app with nothing of ours but the installed package: one plain function, one secured function, protect(). */
const assert = require('node:assert/strict');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, Stack } = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');
const { SecuredFunction, ServerlessGuard } = require('cdk-serverless-guard');

const app = new App({ outdir: join(__dirname, 'cdk.out') });
const stack = new Stack(app, 'Empty');
const props = { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(join(__dirname, 'handler')) };
new lambda.Function(stack, 'Plain', props);
new SecuredFunction(stack, 'Secured', props);
ServerlessGuard.protect(app);
app.synth();

const { Resources } = JSON.parse(readFileSync(join(__dirname, 'cdk.out', 'Empty.template.json'), 'utf8'));
const guarded = Object.values(Resources).filter(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.Layers !== undefined);
assert.equal(guarded.length, 2);
for (const { Properties } of guarded) {
  assert.equal(Properties.Environment.Variables.NODE_OPTIONS, '--require /opt/serverless-guard/preload.cjs');
  assert.equal(Properties.Environment.Variables.SERVERLESS_GUARD_MODE, 'block');
  assert.equal(Properties.Layers.length, 1);
}
assert.equal(Object.values(Resources).filter(resource => resource.Type === 'AWS::Lambda::LayerVersion').length, 1);
for (const name of ['report.html', 'inventory.json', 'inventory.schema.json']) assert.ok(existsSync(join(__dirname, 'cdk.out', 'serverless-guard', name)), `no ${name}`);
