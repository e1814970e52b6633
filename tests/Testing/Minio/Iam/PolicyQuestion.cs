namespace Mendix.PrivateCloud.Testing.Minio.Iam;

/// <summary>What somebody wants to do.</summary>
/// <param name="Action">Such as <c>s3:GetObject</c>.</param>
/// <param name="Resource">Bucket, or bucket and object; empty for admin actions.</param>
/// <param name="Prefix">The prefix of a listing, for conditions.</param>
/// <param name="User">Who.</param>
internal sealed record PolicyQuestion(string Action, string Resource = "", string Prefix = "", string User = "");
