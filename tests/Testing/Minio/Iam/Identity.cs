namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>Who makes a request.</summary>
/// <param name="AccessKey">The key that signed.</param>
/// <param name="SecretKey">Its secret; also the password of encrypted bodies.</param>
/// <param name="User">The user behind it: for a service account its parent.</param>
/// <param name="IsRoot">Whether it may do everything.</param>
internal sealed record Identity(string AccessKey, string SecretKey, string User, bool IsRoot);
