"""redis-py and valkey-py as the judges of the data plane: who is let in with TLS off, preferred and required, and with a token."""

import socket
import ssl

import boto3
import redis
import valkey

from changes import settle
from verdict import Verdict

LOCAL = "127.0.0.1"
RESOLVE = socket.getaddrinfo


def resolve(host, *arguments, **named):
    """The names of the cloud's nodes are of this machine, so that clients check the certificate as they do in AWS."""
    name = host.decode() if isinstance(host, bytes) else host
    return RESOLVE(LOCAL if str(name).endswith(".amazonaws.com") else host, *arguments, **named)


class Judge:
    def __init__(self, cloud):
        self.verdict = Verdict("dataplane")
        self.cloud = cloud
        self.answers = 0
        self.elasticache = boto3.client(
            "elasticache",
            endpoint_url=cloud.uri,
            region_name="us-east-1",
            aws_access_key_id="judge",
            aws_secret_access_key="judge",
        )

    def run(self):
        socket.getaddrinfo = resolve
        try:
            # Each engine by its own client, and Valkey by that of Redis.
            for library, group in (redis, "orders-cache"), (valkey, "sessions-valkey"), (redis, "billing-both"):
                self.modes(library, group)
        finally:
            socket.getaddrinfo = RESOLVE
        return self.verdict.end(f"{self.answers} answers of servers as expected, in three TLS modes and with a token")

    def modes(self, library, group):
        self.library, self.group, self.token = library, group, None
        self.sees("off", plain=True, tls=False, write=True)
        self.modify(TransitEncryptionEnabled=True, TransitEncryptionMode="preferred")
        self.sees("preferred", plain=True, tls=True)
        self.modify(TransitEncryptionEnabled=True, TransitEncryptionMode="required")
        self.sees("required", plain=False, tls=True)
        token = "a-token-of-a-judge"
        self.modify(AuthToken=token, AuthTokenUpdateStrategy="ROTATE")
        self.sees("rotated, without token", plain=False, tls=True)
        self.token = token
        self.sees("rotated, with token", plain=False, tls=True)
        self.modify(AuthToken=token, AuthTokenUpdateStrategy="SET")
        self.sees("set", plain=False, tls=True)
        for wrong in None, "another-token-of-it":
            self.token = wrong
            self.refused("set", True, (library.exceptions.AuthenticationError, library.exceptions.ResponseError))
        self.token = token
        self.wrong_certificate()

    def sees(self, mode, plain, tls, write=False):
        for encrypted, let_in in (False, plain), (True, tls):
            if let_in:
                self.let_in(mode, encrypted, write)
            else:
                self.refused(mode, encrypted, (self.library.exceptions.ConnectionError, ssl.SSLError))

    def let_in(self, mode, encrypted, write):
        for shard in range(len(self.ports())):
            try:
                with self.connect(shard, encrypted) as client:
                    if write:
                        client.mset({"{judge}a": f"ü {shard}", "{judge}b": "2"})
                    value = client.get("{judge}a")
                    self.expect(value == f"ü {shard}", mode, encrypted, f"the value is {value!r}")
                    self.expect(client.ping(), mode, encrypted, "no answer to PING")
                    self.expect(client.info("server")["redis_version"], mode, encrypted, "INFO has no version")
            except (self.library.exceptions.RedisError if self.library is redis else self.library.exceptions.ValkeyError) as e:
                self.expect(False, mode, encrypted, f"{type(e).__name__}: {e}")

    def refused(self, mode, encrypted, errors):
        for shard in range(len(self.ports())):
            try:
                with self.connect(shard, encrypted) as client:
                    client.get("{judge}a")
                self.expect(False, mode, encrypted, "let in")
            except errors:
                self.answers += 1

    def wrong_certificate(self):
        """That clients do check: by a name that is not in the certificate."""
        try:
            with self.connect(0, True, host="another.cache.amazonaws.com") as client:
                client.ping()
            self.expect(False, "required", True, "any name is in the certificate")
        except self.library.exceptions.ConnectionError as e:
            self.expect("CERTIFICATE_VERIFY_FAILED" in str(e), "required", True, f"refused, but by {e}")

    def expect(self, holds, mode, encrypted, text):
        self.answers += bool(holds)
        self.verdict.expect(holds, f"{self.group}, TLS {mode}, {'TLS' if encrypted else 'plaintext'} client: {text}")

    def connect(self, shard, encrypted, host=None):
        group = self.describe()
        nodes = group["NodeGroups"][shard]
        endpoint = nodes.get("PrimaryEndpoint") or group["ConfigurationEndpoint"]
        secure = {"ssl": True, "ssl_ca_certs": self.cloud.ca, "ssl_check_hostname": True} if encrypted else {}
        client = self.library.Redis if self.library is redis else self.library.Valkey
        return client(
            host=host or endpoint["Address"],
            port=self.ports()[shard],
            password=self.token,
            decode_responses=True,
            socket_timeout=10,
            socket_connect_timeout=10,
            retry=None,
            **secure,
        )

    def ports(self):
        return self.cloud.ports(self.group)

    def describe(self):
        return self.elasticache.describe_replication_groups(ReplicationGroupId=self.group)["ReplicationGroups"][0]

    def modify(self, **change):
        self.elasticache.modify_replication_group(ReplicationGroupId=self.group, ApplyImmediately=True, **change)
        settle(self.elasticache, self.group)
