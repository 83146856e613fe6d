"""
Moto's server on a free port of the loopback address, with the resource types of this folder.

Takes the region to bootstrap and prints its port. A line of its input empties the account, which it answers with a line;
it runs until its input ends, so that it never outlives the test that started it.
"""

import os
import sys

# Roles attach AWS managed policies; Lambda's code is stored, never run.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from moto.moto_api._internal.models import moto_api_backend  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

import api_resource  # noqa: E402
import cloudformation  # noqa: E402


def bootstrap(region):
    """What `cdk bootstrap` leaves in an account, as far as templates and assets need it."""
    api_resource.client("ssm", region).put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String")
    api_resource.client("s3", region).create_bucket(
        Bucket=f"cdk-hnb659fds-assets-{api_resource.ACCOUNT}-{region}", CreateBucketConfiguration={"LocationConstraint": region},
    )


def main():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    api_resource.use_endpoint(f"http://{host}:{port}")
    cloudformation.install()
    bootstrap(sys.argv[1])
    print(port, flush=True)
    for _ in sys.stdin:
        moto_api_backend.reset()
        bootstrap(sys.argv[1])
        print("empty", flush=True)
    server.stop()


if __name__ == "__main__":
    main()
