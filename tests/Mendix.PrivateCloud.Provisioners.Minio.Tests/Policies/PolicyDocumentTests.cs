using System.Text.Json;
using Mendix.PrivateCloud.Provisioners.Minio.Policies;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Policies;

/// <summary>Policies are read as the server reads them.</summary>
public sealed class PolicyDocumentTests
{
    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["admin:*"]}""", "admin:CreateUser", null, true)]
    [InlineData("""{"Effect":"Allow","Action":"admin:Create*"}""", "admin:CreateUser", null, true)]
    [InlineData("""{"Effect":"Allow","Action":["admin:CreateUse?"],"Resource":["arn:aws:s3:::x"]}""", "admin:CreateUser", null, true)]
    [InlineData("""{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Deny","Action":["admin:CreateUser"]}""", "admin:CreateUser", null, false)]
    [InlineData("""{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Deny","Action":["admin:DeleteUser"]}""", "admin:CreateUser", null, true)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]}""", "s3:CreateBucket", "mendix-a", true)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::mendix-*"]}""", "s3:DeleteObject", "mendix-a/b", true)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::other-*"]}""", "s3:CreateBucket", "mendix-a", false)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::mendix-*"]},{"Effect":"Deny","Action":["s3:*"],"Resource":["arn:aws:s3:::mendix-*/*"]}""", "s3:DeleteObject", "mendix-a/b", false)]
    [InlineData("""{"Effect":"Allow","NotAction":["s3:DeleteBucket"],"Resource":["arn:aws:s3:::*"]}""", "s3:CreateBucket", "mendix-a", true)]
    [InlineData("""{"Effect":"Allow","NotAction":["s3:DeleteBucket"],"Resource":["arn:aws:s3:::*"]}""", "s3:DeleteBucket", "mendix-a", false)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"NotResource":["arn:aws:s3:::mendix-*"]}""", "s3:CreateBucket", "mendix-a", false)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"],"Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8"]}}}""", "s3:CreateBucket", "mendix-a", true)]
    [InlineData("""{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Deny","Action":["admin:*"],"Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8"]}}}""", "admin:CreateUser", null, true)]
    public void What_is_allowed(string statements, string action, string? resource, bool allowed)
    {
        using var document = JsonDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
        Assert.Equal(allowed, new PolicyDocument(document.RootElement).Allows(action, resource));
    }

    [Theory]
    [InlineData("""{"Version":"","Statement":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Nothing_allows_nothing(string policy)
    {
        using var document = JsonDocument.Parse(policy);
        Assert.False(new PolicyDocument(document.RootElement).Allows("admin:CreateUser", null));
    }
}
