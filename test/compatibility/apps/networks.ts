import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import { EU, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const networks: AppCases = {
  'VPC with a file system': inStack(stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const files = new efs.FileSystem(stack, 'Files', { vpc });
    const point = files.addAccessPoint('Point', { path: '/data', createAcl: { ownerGid: '1000', ownerUid: '1000', permissions: '750' }, posixUser: { gid: '1000', uid: '1000' } });
    nodeFunction(stack, 'Files1', { vpc, filesystem: lambda.FileSystem.fromEfsAccessPoint(point, '/mnt/data') });
  }),
  'database with a rotated secret and a function that may connect': inStack(stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
    const database = new rds.DatabaseCluster(stack, 'Database', {
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }), vpc, writer: rds.ClusterInstance.serverlessV2('writer'),
    });
    database.addRotationSingleUser();
    const fn = nodeFunction(stack, 'Reader', { vpc, environment: { SECRET: database.secret?.secretArn ?? '' } });
    database.secret?.grantRead(fn);
    database.connections.allowDefaultPortFrom(fn);
    const proxy = database.addProxy('Proxy', { secrets: [database.secret!], vpc });
    proxy.grantConnect(fn, 'reader');
  }),
  'VPC and security group that are looked up': app => {
    const stack = new Stack(app, 'Shop', { env: EU });
    const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    nodeFunction(stack, 'Inside', { vpc, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')], allowPublicSubnet: true });
  },
  'VPC of another stack, imported by attributes': app => {
    const network = new Stack(app, 'Network');
    const vpc = new ec2.Vpc(network, 'Vpc', { maxAzs: 1 });
    const stack = new Stack(app, 'Shop');
    nodeFunction(stack, 'Shared', { vpc, ipv6AllowedForDualStack: false });
    const imported = ec2.Vpc.fromVpcAttributes(stack, 'Imported', { vpcId: 'vpc-2', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] });
    nodeFunction(stack, 'Elsewhere', { vpc: imported, allowAllOutbound: false });
  },
  'containers without any function': inStack(stack => {
    new patterns.ApplicationLoadBalancedFargateService(stack, 'Service', { taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx') } });
  }),
  'no resources at all': app => void new Stack(app, 'Empty'),
};
