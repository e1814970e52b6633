namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>The rights of the plan's account, as they are documented (reference, storage plans 5.1), and nothing more.</summary>
internal static class AdminPolicies
{
    public static string RowD(string account, string partition = "aws") => $$"""
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:CreateBucket","s3:DeleteBucket"],"Resource":"arn:{{partition}}:s3:::mendix-*"},
         {"Effect":"Allow","Action":["iam:PutUserPolicy","iam:DeleteUserPolicy","iam:CreateUser","iam:DeleteUser","iam:CreateAccessKey","iam:DeleteAccessKey"],
          "Resource":"arn:{{partition}}:iam::{{account}}:user/mendix-*"}]}
        """;

    public static string RowF(string account) => $$"""
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["iam:PutUserPolicy","iam:DeleteUserPolicy","iam:CreateUser","iam:DeleteUser","iam:CreateAccessKey","iam:DeleteAccessKey"],
          "Resource":"arn:aws:iam::{{account}}:user/mendix-*"}]}
        """;

    public static string RowA(string account, string policyArn) => $$"""
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["iam:AttachUserPolicy","iam:DetachUserPolicy"],"Resource":"arn:aws:iam::{{account}}:user/mendix-*",
          "Condition": {"ArnEquals":{"iam:PolicyArn":"{{policyArn}}"} } },
         {"Effect":"Allow","Action":["iam:CreateUser","iam:DeleteUser","iam:CreateAccessKey","iam:DeleteAccessKey"],
          "Resource":"arn:aws:iam::{{account}}:user/mendix-*"}]}
        """;

    public static string RowE(string account, string policyArn) => RowA(account, policyArn).Replace(
        "\"Statement\":[",
        "\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:CreateBucket\",\"s3:DeleteBucket\"],\"Resource\":\"arn:aws:s3:::mendix-*\"},",
        StringComparison.Ordinal);

    /// <summary>The right that is recommended in addition.</summary>
    public static string MayList(string account) => $$"""
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListAccessKeys","Resource":"arn:aws:iam::{{account}}:user/mendix-*"} }
        """;

    /// <summary>The existing policy of modes A and E: each user reaches what lies below its own name (reference, cloud storage B.2).</summary>
    public static string Template(string bucket) => $$"""
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":["s3:AbortMultipartUpload","s3:DeleteObject","s3:GetObject","s3:ListMultipartUploadParts","s3:PutObject"],
          "Resource":"arn:aws:s3:::{{bucket}}/${aws:username}/*"},
         {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::{{bucket}}",
          "Condition":{"StringLike":{"s3:prefix":["${aws:username}/*","${aws:username}"]} } }]}
        """;

    /// <summary>The same, and each user may see its own access keys: what an account without that right needs to remove environments.</summary>
    public static string SelfListingTemplate(string bucket, string account) => Template(bucket).Replace(
        "\"Statement\":[",
        $"\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"iam:ListAccessKeys\",\"Resource\":\"arn:aws:iam::{account}:user/${{aws:username}}\"}},",
        StringComparison.Ordinal);
}
