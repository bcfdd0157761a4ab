"""An S3 server (moto) that checks keys, rights and signatures: the first requests make a bucket and a user who may use it."""
import json
import os
import sys

SETUP = 4
os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = str(SETUP)

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
_, port = server.get_host_and_port()
ask = {
    "endpoint_url": f"http://127.0.0.1:{port}",
    "region_name": "eu-central-1",
    "aws_access_key_id": "setup",
    "aws_secret_access_key": "setup",
}
boto3.client("s3", **ask).create_bucket(
    Bucket="plant", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
)
iam = boto3.client("iam", **ask)
iam.create_user(UserName="backup")
rights = [
    {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["*"]},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "Resource": ["*"]},
]
iam.put_user_policy(
    UserName="backup",
    PolicyName="backup",
    PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": rights}),
)
key = iam.create_access_key(UserName="backup")["AccessKey"]
print(f"ready {port}")
for _ in sys.stdin:
    print(json.dumps({"id": key["AccessKeyId"], "secret": key["SecretAccessKey"]}))
server.stop()
