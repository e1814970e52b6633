using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class TenantNameTests
{
    public static TheoryData<string> Environments =>
    [
        "crm", "CRM", "crm-test", "a", new string('x', 500), "--", "環境", "é😀", "x'; DROP TABLE t; --", "a\0b\n", "../../etc", "mendix_crm_0f3a",
    ];

    [Theory]
    [MemberData(nameof(Environments))]
    public void A_name_is_plain_fits_and_never_changes(string environment)
    {
        foreach (var separator in "_-")
        {
            foreach (var length in new[] { 32, 61, 63 })
            {
                var name = TenantName.For(Of(environment), length, separator);
                Assert.InRange(name.Length, 1, length);
                Assert.StartsWith($"mendix{separator}", name, StringComparison.Ordinal);
                Assert.All(name, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == separator));
                Assert.DoesNotContain($"{separator}{separator}", name, StringComparison.Ordinal);
                Assert.Equal(name, TenantName.For(Of(environment), length, separator));
            }
        }
    }

    [Fact]
    public void The_form_is_held_because_existing_tenants_are_found_by_it() =>
        Assert.Equal("mendix_crm_test_m807axjwhrxbmxda", TenantName.For(new Tenant("apps", "CRM-Test", "0f3a")));

    [Fact]
    public void The_hash_covers_80_bits()
    {
        var hashes = Enumerable.Range(0, 2_000).Select(id => TenantName.For(new Tenant("apps", "crm", $"{id}"))[^16..]).ToList();
        // Each of the 16 characters takes each of its 32 values: 5 bits that no other character repeats.
        Assert.All(Enumerable.Range(0, 16), place => Assert.Equal(32, hashes.Select(hash => hash[place]).Distinct().Count()));
        Assert.All(
            Enumerable.Range(0, 16).SelectMany(one => Enumerable.Range(one + 1, 15 - one), (one, other) => (one, other)),
            places => Assert.InRange(hashes.Select(hash => (hash[places.one], hash[places.other])).Distinct().Count(), 700, 1_024));
    }

    [Fact]
    public void Identities_that_read_alike_have_different_names()
    {
        Tenant[] tenants =
        [
            new("ab", "c", "1"), new("a", "bc", "1"), new("a", "b/c", "1"), new("a/b", "c", "1"), new("a", "b", "c1"), new("a", "b", "1"),
            new("a", "B", "1"), new("A", "b", "1"), new("a", "b-", "1"), new("a", "é", "1"), new("a", "è", "1"), new("a", "1:b", "1"),
        ];
        Assert.Equal(tenants.Length, tenants.Select(tenant => TenantName.For(tenant)).Distinct().Count());
    }

    [Fact]
    public void Slot_does_not_change_the_name() =>
        Assert.Equal(TenantName.For(Of("crm")), TenantName.For(Of("crm") with { Slot = CredentialSlot.B }));

    [Fact]
    public void A_length_without_room_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TenantName.For(Of("crm"), 31));

    [Theory]
    [InlineData("", "e", "i")]
    [InlineData("n", " ", "i")]
    [InlineData("n", "e", "")]
    [InlineData("n", "e", "with space")]
    [InlineData("n", "e", "quote'")]
    [InlineData("n", "e", "12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_tenant_without_an_identity_is_refused(string @namespace, string environment, string id) =>
        Assert.ThrowsAny<ArgumentException>(() => new Tenant(@namespace, environment, id));

    private static Tenant Of(string environment) => new("apps", environment, "0f3a");
}
