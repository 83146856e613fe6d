import { Validations } from 'aws-cdk-lib';
import { hardenedApp } from './app';
import { ServerlessTop10StrictChecks } from '../../src';

const app = hardenedApp();
Validations.of(app).addPlugins(new ServerlessTop10StrictChecks(app));
app.synth();
