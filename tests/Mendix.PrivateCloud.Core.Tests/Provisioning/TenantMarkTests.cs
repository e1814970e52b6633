using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class TenantMarkTests
{
    private static readonly Tenant Tenant = new("apps", "crm", "0f3a");

    [Fact]
    public void A_mark_belongs_to_its_tenant_wherever_it_was_moved()
    {
        Assert.Equal("mendix-private-cloud/0f3a apps/crm", TenantMark.Of(Tenant));
        Assert.True(TenantMark.IsOf(TenantMark.Of(Tenant), Tenant));
        Assert.True(TenantMark.IsOf(TenantMark.Of(Tenant), new Tenant("other", "renamed", "0f3a")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0f3a")]
    [InlineData("mendix-private-cloud/0f3a")]
    [InlineData("mendix-private-cloud/0f3ab apps/crm")]
    [InlineData("mendix-private-cloud/0f3 apps/crm")]
    [InlineData(" mendix-private-cloud/0f3a apps/crm")]
    public void Anything_else_is_not_ours(string? mark) => Assert.False(TenantMark.IsOf(mark, Tenant));

    [Theory]
    [InlineData(null, "no mark")]
    [InlineData("", "no mark")]
    [InlineData("the finance database", "foreign comment")]
    [InlineData("mendix-private-cloud/77 apps/hr", "another environment (77 apps/hr)")]
    public void An_owner_is_described_in_words(string? mark, string words) =>
        Assert.Contains(words, TenantMark.DescribeOwner(mark), StringComparison.Ordinal);

    [Theory]
    [InlineData("環境 😀\0\n'\"\\")]
    [InlineData("***")]
    public void A_mark_holds_only_what_a_tag_can(string name)
    {
        var mark = TenantMark.Of(new Tenant(name, new string('n', 400), "0f3a"));
        Assert.InRange(mark.Length, 1, 256);
        Assert.All(mark, c => Assert.True(char.IsLetterOrDigit(c) || " _.:/=+-@".Contains(c, StringComparison.Ordinal)));
        Assert.True(TenantMark.IsOf(mark, Tenant));
    }
}
