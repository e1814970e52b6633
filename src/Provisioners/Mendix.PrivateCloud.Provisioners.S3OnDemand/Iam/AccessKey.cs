using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Iam;

/// <summary>An access key. AWS shows the secret once, when it makes the key.</summary>
internal sealed record AccessKey(string Id, SecretValue Secret);
