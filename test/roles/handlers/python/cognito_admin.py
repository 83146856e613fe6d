import os
import boto3

USER_POOL_ID = os.environ['USER_POOL_ID']
cognito = boto3.client('cognito-idp')


def lambda_handler(event, context):
    username = event['request']['userAttributes']['email']
    cognito.admin_create_user(UserPoolId=USER_POOL_ID, Username=username, MessageAction='SUPPRESS')
    cognito.admin_add_user_to_group(UserPoolId=USER_POOL_ID, Username=username, GroupName='users')
    cognito.initiate_auth(ClientId=os.environ['CLIENT_ID'], AuthFlow='USER_PASSWORD_AUTH', AuthParameters={})
    return event
