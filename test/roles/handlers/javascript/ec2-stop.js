const { EC2Client, DescribeInstancesCommand, StopInstancesCommand } = require('@aws-sdk/client-ec2');
const ec2 = new EC2Client({ region: 'eu-central-1' });
exports.handler = async () => {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'tag:stop', Values: ['yes'] }] }));
  const ids = Reservations.flatMap(({ Instances }) => Instances.map(({ InstanceId }) => InstanceId));
  if (ids.length) await ec2.send(new StopInstancesCommand({ InstanceIds: ids }));
};
