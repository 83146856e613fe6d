from __future__ import print_function
import boto3, os

env = os.environ['ENV']
s3 = boto3.client('s3')

def lambda_handler(event, context):
    print("env %s" % env)
    s3.get_object(Bucket='%s-reports' % env, Key='a.csv')
    s3.put_object(Bucket='reports-%(env)s' % {'env': env}, Key='b.csv', Body='')
    s3.list_objects(Bucket='-'.join(['logs', env]))
    s3.delete_objects(Bucket='tmp-' + env, Delete={'Objects': [{'Key': 'a'}]})
