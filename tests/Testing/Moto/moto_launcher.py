"""Starts moto's server so that it enforces IAM policies as AWS does where our tests depend on it.

What is replaced are internal names of one version; on any other this program says so and ends with status 3. It prints
"port <number>" once it listens, and ends when its input ends, which it does when the tests die in whatever way.
"""
import os
import re
import sys
import threading

VERSION = "5.2.1"

# Nothing is enforced until the tests have made their users and said so at /moto-api/reset-auth.
os.environ.setdefault("INITIAL_NO_AUTH_ACTION_COUNT", "1000000")

try:
    import moto
except ImportError:
    print("moto is not installed", flush=True)
    sys.exit(3)

if moto.__version__ != VERSION:
    print(f"moto has the version {moto.__version__}; its inner names are known for {VERSION} only", flush=True)
    sys.exit(3)

import flask
import xmltodict
from moto.core.authorization import ActionAuthenticatorMixin
from moto.iam import access_control
from moto.iam.exceptions import DeleteConflictException, LimitExceededException
from moto.iam.models import IAMBackend
from moto.iam.responses import IamResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.exceptions import AccessDeniedByLock
from moto.s3.models import S3Backend
from moto.s3.responses import S3Response
from werkzeug.serving import WSGIRequestHandler, make_server

INLINE_POLICY_LIMIT = 2048


def user_of_call(self):
    """The resource of a call is the user that it names, or the caller; moto takes any."""
    name = self._get_param("UserName")
    if not name:
        return "*"
    return f"arn:{self.partition}:iam::{self.current_account}:user/{name}"


def delete_user(original):
    """A user with access keys stays; moto deletes it."""

    def replacement(self, user_name):
        if self.get_user(user_name).access_keys:
            raise DeleteConflictException("Cannot delete entity, must delete access keys first.")
        original(self, user_name)

    return replacement


def put_user_policy(original):
    """All inline policies of a user share one limit, white space not counted; moto has none."""

    def replacement(self, user_name, policy_name, policy_json):
        others = [text for name, text in self.get_user(user_name).policies.items() if name != policy_name]
        if sum(len(re.sub(r"\s", "", text)) for text in [policy_json, *others]) > INLINE_POLICY_LIMIT:
            raise LimitExceededException(f"Maximum policy size of {INLINE_POLICY_LIMIT} bytes exceeded for user {user_name}")
        original(self, user_name, policy_name, policy_json)

    return replacement


def match(pattern, text):
    """Only * and ? are wildcards; moto takes patterns for regular expressions."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, text, re.DOTALL)


def collect_policies(original):
    """Variables stand for the caller; moto leaves them as they are."""

    def substitute(policy, name):
        if isinstance(policy, dict):
            return {**policy, "policy_document": policy["policy_document"].replace("${aws:username}", name)}
        default = next(version for version in policy.versions if version.is_default)
        return {"policy_document": default.document.replace("${aws:username}", name)}

    def replacement(self):
        return [substitute(policy, self._owner_user_name) for policy in original(self)]

    return replacement


def create_aws_request(original):
    """The signature covers the address as it was sent; moto decodes it first, and so refuses prefixes with a slash."""

    def replacement(self):
        self._path = flask.request.environ["RAW_URI"]
        return original(self)

    return replacement


def authorize_s3(original):
    """Each object of a batch is authorized by its own ARN; moto asks once, for the bucket's."""

    def replacement(self, bucket_name=None, key_name=None):
        if key_name is not None or not self.is_delete_keys():
            return original(self, bucket_name=bucket_name, key_name=key_name)
        listed = xmltodict.parse(self.body, strip_whitespace=False, force_list=("Object",))["Delete"]["Object"]
        for found in listed:
            self.data["Action"] = "DeleteObjectVersion" if found.get("VersionId") else "DeleteObject"
            original(self, bucket_name=bucket_name, key_name=found["Key"])

    return replacement


def delete_bucket(original):
    """Another account's bucket is refused; moto fails inside."""

    def replacement(self, bucket_name):
        if self.get_bucket(bucket_name).account_id != self.account_id:
            raise AccessDeniedByLock()
        return original(self, bucket_name)

    return replacement


IamResponse._determine_resource = user_of_call
IAMBackend.delete_user = delete_user(IAMBackend.delete_user)
IAMBackend.put_user_policy = put_user_policy(IAMBackend.put_user_policy)
access_control.IAMPolicyStatement._match = staticmethod(match)
access_control.IAMUserAccessKey.collect_policies = collect_policies(access_control.IAMUserAccessKey.collect_policies)
access_control.IAMRequestBase._create_aws_request = create_aws_request(access_control.IAMRequestBase._create_aws_request)
S3Response._authenticate_and_authorize_s3_action = authorize_s3(ActionAuthenticatorMixin._authenticate_and_authorize_s3_action)
S3Backend.delete_bucket = delete_bucket(S3Backend.delete_bucket)


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


def end_with_input():
    sys.stdin.read()
    os._exit(0)


server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True, request_handler=Quiet)
threading.Thread(target=end_with_input, daemon=True).start()
print(f"port {server.server_port}", flush=True)
server.serve_forever()
