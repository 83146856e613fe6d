import boto3
regions = ['eu-west-1', 'us-east-1']

def lambda_handler(event, context):
    for region in regions:
        ec2 = boto3.client('ec2', region_name=region)
        snapshots = ec2.describe_snapshots(OwnerIds=['self'])
        for snapshot in snapshots['Snapshots']:
            ec2.delete_snapshot(SnapshotId=snapshot['SnapshotId'])
        waiter = ec2.get_waiter('instance_stopped')
        waiter.wait(InstanceIds=event['ids'])
