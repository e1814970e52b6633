using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests;

public sealed class PlanTests : IDisposable
{
    private const string Key = "c2VjcmV0LXdvcmQ=";

    private readonly ServiceProvider _services;

    public PlanTests()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddAzureBlob().AddAzureBlob("azurite", options => options.PolicySettleTime = TimeSpan.Zero);
        _services = services.BuildServiceProvider();
    }

    private IStorageProvisioners Provisioners => _services.GetRequiredService<IStorageProvisioners>();

    [Fact]
    public void A_second_registration_has_its_own_type() => Assert.Equal(["azure-blob", "azurite"], Provisioners.Types);

    [Fact]
    public void Fields_and_defaults()
    {
        var descriptor = Provisioners.Get("azure-blob").Descriptor;
        var fields = descriptor.Plan.Fields;
        Assert.Equal(["accountName", "accountKey", "containerName", "credential", "endpoint", "preventDataDeletion"], fields.Select(field => field.Name));
        Assert.Equal(["", null, null, null, null, false], fields.Select(field => field.Default));
        Assert.Equal("accountKey", Assert.Single(fields, field => field.IsSecret).Name);
        Assert.All(fields, field => Assert.False(string.IsNullOrEmpty(field.Description)));
        Assert.Equal(
            ProvisionerCapabilities.Preview | ProvisionerCapabilities.Share | ProvisionerCapabilities.Rotate | ProvisionerCapabilities.Retain,
            descriptor.Capabilities);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "accountKey", false)]
    [InlineData(null, "sharedAccessSignature", true)]
    [InlineData("existing", null, false)]
    [InlineData("existing", "accountKey", false)]
    public void What_environments_get(string? container, string? credential, bool isSignature)
    {
        var plan = Bind(new() { ["containerName"] = container, ["credential"] = credential });
        Assert.Equal(isSignature, plan.GivesSignatures);
    }

    [Theory]
    [InlineData(null, "https://crmfiles.blob.core.windows.net", true)]
    [InlineData("https://crmfiles.blob.core.chinacloudapi.cn/", "https://crmfiles.blob.core.chinacloudapi.cn", true)]
    [InlineData("https://crmfiles.privatelink.blob.core.windows.net", "https://crmfiles.privatelink.blob.core.windows.net", true)]
    [InlineData("https://files.example.com", "https://files.example.com", true)]
    [InlineData("http://127.0.0.1:10000/crmfiles", "http://127.0.0.1:10000/crmfiles", false)]
    public void Endpoints(string? endpoint, string address, bool tls)
    {
        var plan = Bind(new() { ["endpoint"] = endpoint });
        Assert.Equal((address, tls), (plan.Address, plan.UsesTls));
    }

    [Theory]
    [InlineData("accountName", "https://crmfiles.blob.core.windows.net", "leave out address and key")]
    [InlineData("accountName", "CRM", "lower-case")]
    [InlineData("accountName", "DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0LXdvcmQ=", "leave out address and key")]
    [InlineData("containerName", "Files", "lower-case")]
    [InlineData("containerName", "crm--files", "single dashes")]
    [InlineData("containerName", "$web", "lower-case")]
    [InlineData("containerName", "", "3 to 63")]
    [InlineData("containerName", "ab", "3 to 63")]
    [InlineData("credential", "key", "accountKey, sharedAccessSignature")]
    [InlineData("endpoint", "crmfiles.blob.core.windows.net", "begin it with https://")]
    [InlineData("endpoint", "", "leave it out")]
    [InlineData("endpoint", "ftp://crmfiles.blob.core.windows.net", "begin it with https://")]
    [InlineData("endpoint", "https://crmfiles.blob.core.windows.net/?sv=1&sig=c2VjcmV0LXdvcmQ=", "without any signature")]
    [InlineData("endpoint", "BlobEndpoint=https://x;AccountKey=c2VjcmV0LXdvcmQ=", "address only")]
    [InlineData("endpoint", "https://crmfiles.blob.core.windows.net/files", "leave out the container")]
    [InlineData("endpoint", "https://other.blob.core.windows.net", "make them agree")]
    [InlineData("preventDataDeletion", "perhaps", "true or false")]
    public void Wrong_values_are_refused_with_what_to_change(string field, string value, string words)
    {
        var refusal = Assert.Throws<PlanException>(() => Bind(new() { [field] = value }));
        var error = Assert.Single(refusal.Errors.DistinctBy(error => error.Field));
        Assert.Equal(field, error.Field);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not base64", "white space")]
    [InlineData("c2VjcmV0LXdvcmQ=\n", "line break")]
    [InlineData("c2VjcmV0LXdvcmQ", "not Base64")]
    [InlineData("AccountName=crmfiles;AccountKey=c2VjcmV0LXdvcmQ=", "connection string")]
    [InlineData("", "is missing")]
    public void Wrong_keys_are_refused_without_telling_them(string key, string words)
    {
        var refusal = Assert.Throws<PlanException>(() => Bind([], key));
        Assert.Equal("accountKey", Assert.Single(refusal.Errors).Field);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0LXdvcmQ", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_for_an_existing_container_is_refused()
    {
        var refusal = Assert.Throws<PlanException>(() => Bind(new() { ["containerName"] = "existing", ["credential"] = "sharedAccessSignature" }));
        Assert.Equal("credential", Assert.Single(refusal.Errors).Field);
        Assert.Contains("'containerName'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_told_at_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddAzureBlob(options =>
        {
            (options.MaxConnections, options.MaxRetries) = (0, 11);
            (options.RequestTimeout, options.PolicySettleTime) = (TimeSpan.Zero, TimeSpan.FromHours(1));
        });
        using var provider = services.BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStorageProvisioners>());
        foreach (var name in new[] { "MaxConnections", "MaxRetries", "RequestTimeout", "PolicySettleTime" })
        {
            Assert.Contains($"AzureBlobOptions.{name} is", refusal.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _services.Dispose();

    private AzureBlobPlan Bind(JsonObject parameters, string key = Key)
    {
        parameters.TryAdd("accountName", "crmfiles");
        return (AzureBlobPlan)Provisioners.Get("azure-blob").BindPlan(
            new PlanValues(parameters, new Dictionary<string, SecretValue> { ["accountKey"] = new(key) }));
    }
}
