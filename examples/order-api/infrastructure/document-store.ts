import { Aws, CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { SecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FileSystem } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { CfnAccessPoint, CfnFileSystem, CfnMountTarget } from 'aws-cdk-lib/aws-s3files';
import { Construct } from 'constructs';

/** The documents' bucket, mounted into functions as a file system by Amazon S3 Files. */
export class DocumentStore extends Construct {
  public readonly bucket: Bucket;
  public readonly fileSystem: FileSystem;

  /** Where functions find the documents. */
  public readonly mountPath: string;

  public constructor(scope: Construct, id: string, vpc: IVpc) {
    super(scope, id);
    this.mountPath = new CfnParameter(this, 'MountPath', { default: '/mnt/documents', description: 'where functions mount the documents' }).valueAsString;
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const files = new CfnFileSystem(this, 'Files', { bucket: this.bucket.bucketArn, roleArn: this.synchronisationRole().roleArn });
    // Functions that mount the access point are let in by CDK; a rule of our own would be a duplicate, which EC2 refuses.
    const targets = new SecurityGroup(this, 'MountTargets', { vpc, allowAllOutbound: false });
    for (const [index, { subnetId }] of vpc.isolatedSubnets.entries()) {
      new CfnMountTarget(this, `MountTarget${index}`, { fileSystemId: files.attrFileSystemId, subnetId, securityGroups: [targets.securityGroupId] });
    }
    const accessPoint = new CfnAccessPoint(this, 'AccessPoint', {
      fileSystemId: files.attrFileSystemId,
      posixUser: { uid: '1001', gid: '1001' },
      rootDirectory: { path: '/', creationPermissions: { ownerUid: '1001', ownerGid: '1001', permissions: '750' } },
    });
    this.fileSystem = FileSystem.fromS3FilesAccessPoint(accessPoint, this.mountPath);
  }

  /** S3 Files keeps the file system and the bucket in step by rules of its own in EventBridge. */
  private synchronisationRole(): Role {
    const role = new Role(this, 'Synchronisation', { assumedBy: new ServicePrincipal('elasticfilesystem.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [this.bucket.bucketArn] }));
    role.addToPolicy(new PolicyStatement({
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: [this.bucket.arnForObjects('*')],
    }));
    role.addToPolicy(new PolicyStatement({
      actions: ['events:DeleteRule', 'events:DisableRule', 'events:EnableRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
      resources: [`arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/DO-NOT-DELETE-S3-Files*`],
      conditions: { StringEquals: { 'events:ManagedBy': 'elasticfilesystem.amazonaws.com' } },
    }));
    role.addToPolicy(new PolicyStatement({
      actions: ['events:DescribeRule', 'events:ListRuleNamesByTarget', 'events:ListRules', 'events:ListTargetsByRule'],
      resources: [`arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/*`],
    }));
    return role;
  }
}
