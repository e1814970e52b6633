using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;

/// <summary>What a refusal of the server means, by its code (reference, MinIO admin API 3 and 5).</summary>
internal static class RefusalFailure
{
    public static MinioFailure Of(ServerRefusal refusal, MinioPlan plan) => refusal.Code switch
    {
        "InvalidAccessKeyId" when refusal.Says.Contains("disabled", StringComparison.OrdinalIgnoreCase) => Configuration(CheckSubjects.Credentials,
            $"The access key '{plan.AccessKey}' is disabled at {plan.Server}.",
            "Enable it there, or name another one in the plan's field 'accessKey'."),
        "InvalidAccessKeyId" => Configuration(CheckSubjects.Credentials,
            $"The server {plan.Server} does not know the access key '{plan.AccessKey}'.",
            "Correct the plan's field 'accessKey'."),
        "SignatureDoesNotMatch" => Configuration(CheckSubjects.Credentials,
            $"The server {plan.Server} refused the secret key of '{plan.AccessKey}'.",
            "Put the right secret key into the plan's Secret."),
        "AccessDenied" => Configuration(refusal.Right.Length > 0 ? refusal.Right : CheckSubjects.Rights,
            $"The account '{plan.AccessKey}' may not do this on {plan.Server}: {refusal.Call}.",
            $"Give it the right {refusal.Right}; the package's README has the whole policy."),
        "RequestTimeTooSkewed" => Transient(CheckSubjects.Clock,
            $"The clocks of {plan.Server} and of this machine differ by more than 15 minutes.",
            "It can be tried again once both are set."),
        "AuthorizationHeaderMalformed" or "InvalidRegion" => Configuration(CheckSubjects.Region,
            $"The server {plan.Server} has another region than '{plan.Region}'.",
            $"Set the plan's field 'region' to {(refusal.Region is null ? "the server's" : $"'{refusal.Region}'")}."),
        "XMinioAdminConfigBadJSON" => Configuration(CheckSubjects.Version,
            $"The server {plan.Server} cannot read what it was sent encrypted: it is older than {MinimumVersion.Release}.",
            "Update the server."),
        "XMinioAdminVersionMismatch" or "MethodNotAllowed" => Configuration(CheckSubjects.Version,
            $"The server {plan.Server} does not know this call of the admin API: {refusal.Call}.",
            $"Use a full MinIO server of {MinimumVersion.Release} or later."),
        "XMinioIAMActionNotAllowed" => Configuration(CheckSubjects.FullServer,
            $"The server {plan.Server} does not let '{plan.AccessKey}' manage users of its own: {refusal.Says}.",
            "Use a server whose users do not come from LDAP, and an account that is no service account."),
        "XMinioInvalidIAMCredentials" => new(CheckSubjects.Rights, FailureKind.Conflict,
            $"The server {plan.Server} refused a name for a user: {refusal.Says}.",
            "Remove the service account of that name if nobody needs it."),
        "XMinioIAMPolicyInUse" or "XMinioAdminPolicyInUse" => new(CheckSubjects.Rights, FailureKind.Conflict,
            $"The policy of this environment is attached to a user or group that is not of this product: {refusal.Call}.",
            "Detach it there."),
        // Its users are gone by then: a request of theirs that had begun before can still have ended.
        "BucketNotEmpty" => Transient(CheckSubjects.Rights,
            $"Something was put into the bucket while it was removed: {refusal.Call}.",
            "It can be tried again."),
        "ObjectLocked" or "InvalidRequest" when refusal.Right == Rights.DeleteObjectVersion => Configuration(CheckSubjects.Rights,
            $"An object cannot be deleted: {refusal.Says}.",
            "It is under retention or legal hold. Lift that, or wait for its end."),
        _ when refusal.Says.Contains("HTTP request to an HTTPS server", StringComparison.Ordinal) => Configuration(CheckSubjects.Tls,
            $"{plan.Server} speaks TLS only.",
            "Begin the plan's field 'endpoint' with https://."),
        _ when refusal.Status >= 500 => Transient(CheckSubjects.Reachable,
            $"The server {plan.Server} could not do it now: {Words(refusal)}.",
            "It can be tried again; look at the server if this stays."),
        "RequestTimeout" or "SlowDown" => Transient(CheckSubjects.Reachable,
            $"The server {plan.Server} is overloaded: {Words(refusal)}.",
            "It can be tried again."),
        _ when IsWithoutAdminPart(refusal) => Configuration(CheckSubjects.Minio,
            $"{plan.Server} has no MinIO admin API ({refusal.Status}{(refusal.Code.Length > 0 ? $" {refusal.Code}" : "")}).",
            $"Name the S3 address (not the console's) of a MinIO server of {MinimumVersion.Release} or later in the plan's field 'endpoint'."),
        _ => Configuration(CheckSubjects.Rights,
            $"The server {plan.Server} refused {refusal.Call}: {Words(refusal)}.",
            "Look the reason up at the server."),
    };

    // Other servers, and those of before 2020, take the path for that of an object in a bucket.
    private static bool IsWithoutAdminPart(ServerRefusal refusal) => refusal.Call.Contains("/minio/admin/", StringComparison.Ordinal)
        && (refusal.Code.Length == 0 || refusal.Code is "NoSuchBucket" or "NoSuchKey" or "AllAccessDisabled" or "NotImplemented" or "PermanentRedirect");

    private static string Words(ServerRefusal refusal) => string.Join(
        ", ", new[] { refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Code, refusal.Says }.Where(word => word.Length > 0));

    private static MinioFailure Configuration(string subject, string problem, string remedy) => new(subject, FailureKind.Configuration, problem, remedy);

    private static MinioFailure Transient(string subject, string problem, string remedy) => new(subject, FailureKind.Transient, problem, remedy);
}
