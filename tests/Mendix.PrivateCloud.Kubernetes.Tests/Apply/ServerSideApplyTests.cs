using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Apply;

public sealed class ServerSideApplyTests : IDisposable
{
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;
    private readonly ServerSideApply _apply;

    public ServerSideApplyTests()
    {
        _client = _api.NewClient();
        _apply = new ServerSideApply(_client, "operator");
    }

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task Sends_nothing_when_nothing_differs()
    {
        var observed = NewMap("x");
        var result = await _apply.ApplyIfChangedAsync(NewMap("x"), observed, TestContext.Current.CancellationToken);
        Assert.Equal(ApplyOutcome.Unchanged, result.Outcome);
        Assert.Same(observed, result.Resource);
        Assert.False(_api.HasCall);
    }

    [Fact]
    public async Task Sends_a_difference_and_says_which()
    {
        var applying = _apply.ApplyIfChangedAsync(NewMap("y"), NewMap("x"), TestContext.Current.CancellationToken);
        (await _api.NextAsync("/configmaps/a?fieldManager=operator&force=true")).Json(ConfigMaps.Json("a", 2, value: "y"));
        var result = await applying;
        Assert.True(result.IsApplied);
        Assert.Equal("data[key]", result.Difference);
        Assert.Equal("2", result.Resource.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Sends_what_is_not_there_yet()
    {
        var applying = _apply.ApplyIfChangedAsync(NewMap("y"), null, TestContext.Current.CancellationToken);
        (await _api.NextAsync()).Json(ConfigMaps.Json("a", 2));
        Assert.True((await applying).IsApplied);
    }

    [Fact]
    public async Task Applies_a_status_by_itself()
    {
        var desired = new StorageInstance { Metadata = new ObjectMeta { Namespace = "apps", Name = "s" }, Status = new StorageInstanceStatus { Phase = "Ready" } };
        var applying = _apply.ApplyStatusIfChangedAsync(desired, new StorageInstance(), TestContext.Current.CancellationToken);
        (await _api.NextAsync("/storageinstances/s/status?fieldManager=operator&force=true")).Json("{}");
        Assert.Equal("status", (await applying).Difference);
    }

    [Fact]
    public async Task Refuses_what_cannot_be_compared()
    {
        var secret = new Secret { Metadata = new ObjectMeta { Namespace = "apps", Name = "s" }, StringData = new() { ["password"] = "hunter2" } };
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => _apply.ApplyIfChangedAsync(secret, null, TestContext.Current.CancellationToken));
        Assert.Contains("data", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_own_managed_fields_are_kept()
    {
        var map = new ConfigMap();
        map.Metadata.ManagedFields =
        [
            new ManagedFieldsEntry { Manager = "operator", Operation = "Apply" },
            new ManagedFieldsEntry { Manager = "operator", Operation = "Update" },
            new ManagedFieldsEntry { Manager = "kubectl", Operation = "Apply" },
        ];
        Assert.Same(map, FieldOwnership.KeepOnly(map, "operator"));
        Assert.Equal("Apply", Assert.Single(map.Metadata.ManagedFields!).Operation);
        Assert.Null(FieldOwnership.KeepOnly(map, "nobody").Metadata.ManagedFields);
    }

    private static ConfigMap NewMap(string value) => new() { Metadata = new ObjectMeta { Namespace = "apps", Name = "a" }, Data = new() { ["key"] = value } };
}
