using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.OperatorConformance.Harness;

namespace Mendix.PrivateCloud.OperatorConformance.Rights;

/// <summary>One step of the operator's life.</summary>
/// <param name="Name">What is to become true.</param>
/// <param name="Act">What somebody does.</param>
/// <param name="IsDone">Whether the operator has done its part.</param>
internal sealed record Step(string Name, Func<Task> Act, Func<Task<bool>> IsDone);

/// <summary>Everything that an operator has to do with an API server, from its start to the last environment's end.</summary>
internal sealed class Scenario(Space space)
{
    private const string Loses = """{"metadata":{"labels":{"privatecloud.mendix.com/app":null},"ownerReferences":null}}""";

    private string?[] _taken = [];
    private long _events;

    public IEnumerable<Step> Steps() =>
    [
        new("the operator leads", space.StartOperatorAsync, LeadsAsync),
        new("an environment is ready", StartAsync, IsWellAsync),
        new("what lost its owner gets it back", LoseOwnersAsync, AreOwnedAsync),
        new("what somebody took away is made again", TakeAwayAsync, async () => await CountMadeAgainAsync() == _taken.Length),
        new("a plan that comes later is checked", () => space.ApplyAsync(Samples.FilePlan("late")), async () => await IsCheckedAsync("late")),
        new("somebody else's pod is in the way of a task", BlockTaskAsync, async () => (await AppAsync("pod"))?.Says("DatabaseReady", "Conflict") == true),
        new("a pod makes the tenant", () => space.DeleteAsync<Pod>("pod-database"), async () => (await AppAsync("pod"))?.IsReady() == true && await space.FindAsync<Pod>("pod-database") is null),
        new("a pod removes the tenant", () => space.DeleteAsync<MendixApp>("pod"), async () => await space.FindAsync<StorageInstance>("pod-database") is null && await space.FindAsync<Pod>("pod-database") is null),
        new("the Secret for pulling is linked", LinkAsync, IsLinkedAsync),
        new("what keeps an image from being built is told", () => space.ApplyAsync(Packaged()), IsRefusedAsync),
        new("a pod builds the image", () => space.ApplyAsync(Building()), async () => (await space.FindAsync<Build>("hrm-build"))?.Status?.Image is not null && await space.FindAsync<Pod>("hrm-build") is null && await space.FindAsync<Secret>("hrm-build") is null),
        new("that environment is gone", () => space.DeleteAsync<MendixApp>("hrm"), IsGoneAsync),
        new("a certificate that is not wanted any more is gone", DropCertificateAsync, async () => await space.FindAsync<Secret>("crm-tls") is null),
        new("an Ingress that is not wanted any more is gone", () => space.ApplyAsync(SpaceSamples.Configuration(EndpointTypes.Service)), IsRolledOutAsync),
        new("a second replica runs", () => ScaleAsync(2), async () => await space.FindAsync<Deployment>("crm-worker") is not null && await IsStoppedAsync(false)),
        new("a second replica that is not wanted any more is gone", () => ScaleAsync(1), async () => await space.FindAsync<Deployment>("crm-worker") is null && await IsStoppedAsync(false)),
        new("the environment stands still", () => ScaleAsync(0), () => IsStoppedAsync(true)),
        new("an event that is told again is counted", () => ScaleAsync(1), IsCountedAsync),
        new("the next operator finds the environment standing still", RestartAsync, () => IsStoppedAsync(true)),
        new("the next operator goes on counting", () => ScaleAsync(1), IsCountedAsync),
        new("a second environment may not have the dedicated plan", () => space.ApplyAsync(App("erp")), async () => (await AppAsync("erp"))?.SaysReason("PlanInUse") == true),
        new("a claim without owner is taken over", LeaveClaimAsync, async () => await AppAsync("crm") is null && (await AppAsync("erp"))?.IsReady() == true),
        new("nothing is left", () => space.DeleteAsync<MendixApp>("erp"), IsNothingLeftAsync),
    ];

    private static MendixApp App(string name)
    {
        var app = Samples.App(name);
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, Certificate = TestCertificate.Shared.Certificate, Key = TestCertificate.Shared.Key };
        return app;
    }

    private static MendixApp Packaged()
    {
        var app = App("hrm");
        app.Spec!.SourceUrl = "https://files.example.com/hrm.mda";
        return app;
    }

    // What the environment had before need not be kept any more.
    private async Task<bool> IsRolledOutAsync() =>
        await space.FindAsync<Ingress>("crm") is null && (await space.ListAsync<ControllerRevision>()).Count == 1;

    private Task<MendixApp?> AppAsync(string name) => space.FindAsync<MendixApp>(name);

    private async Task<bool> LeadsAsync() =>
        await space.Admin.FindAsync<Lease>(space.LeaseNamespace ?? space.Account.Home, "mendix-operator", TestContext.Current.CancellationToken) is { Spec: { } lease }
        && lease.RenewTime > lease.AcquireTime;

    private async Task StartAsync()
    {
        await space.ApplyPlansAsync(StoragePlanTypes.Dedicated);
        await space.ApplyAsync(App("crm"));
    }

    private async Task<bool> IsWellAsync() =>
        (await AppAsync("crm"))?.IsReady() == true
        // Ready without it is who has not seen the configuration yet.
        && await space.FindAsync<Ingress>("crm") is not null
        && await IsCheckedAsync("shelf-plan") && await IsCheckedAsync("files")
        && (await space.FindAsync<StoragePlan>("shelf-plan"))!.Status!.UsedBy is { Count: 1 }
        && await CountAsync() > 0;

    private async Task<bool> IsCheckedAsync(string plan) => (await space.FindAsync<StoragePlan>(plan))?.IsReady() == true;

    private async Task LoseOwnersAsync()
    {
        await space.PatchAsync<StorageInstance>("crm-database", Loses);
        await space.PatchAsync<Build>("crm-build", Loses);
        await space.PatchAsync<Endpoint>("crm-endpoint", Loses);
        await space.PatchAsync<Runtime>("crm", Loses);
        await space.PatchAsync<Secret>("crm-runtime", Loses);
        await space.PatchAsync<Service>("crm", Loses);
        await space.PatchAsync<Ingress>("crm", Loses);
        await space.PatchAsync<Deployment>("crm-master", Loses);
    }

    private async Task<bool> AreOwnedAsync()
    {
        IKubernetesObject?[] all =
        [
            await space.FindAsync<StorageInstance>("crm-database"),
            await space.FindAsync<Build>("crm-build"),
            await space.FindAsync<Endpoint>("crm-endpoint"),
            await space.FindAsync<Runtime>("crm"),
            await space.FindAsync<Secret>("crm-runtime"),
            await space.FindAsync<Service>("crm"),
            await space.FindAsync<Ingress>("crm"),
            await space.FindAsync<Deployment>("crm-master"),
        ];
        return all.All(one => one?.Metadata is { OwnerReferences.Count: 1, Labels: { } labels } && labels.ContainsKey("privatecloud.mendix.com/app"));
    }

    private async Task TakeAwayAsync()
    {
        _taken = await IdentitiesAsync();
        await space.DeleteAsync<Build>("crm-build");
        await space.DeleteAsync<Service>("crm");
        await space.DeleteAsync<Deployment>("crm-master");
    }

    private async Task<int> CountMadeAgainAsync() => (await IdentitiesAsync()).Except(_taken).Count(identity => identity is not null);

    private async Task<string?[]> IdentitiesAsync() =>
    [
        (await space.FindAsync<Build>("crm-build"))?.Metadata.Uid,
        (await space.FindAsync<Service>("crm"))?.Metadata.Uid,
        (await space.FindAsync<Deployment>("crm-master"))?.Metadata.Uid,
    ];

    private async Task BlockTaskAsync()
    {
        await space.ApplyAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = ProvisionerTask.DefaultServiceAccount } });
        await space.ApplyAsync(new Pod
        {
            Metadata = new ObjectMeta { Name = "pod-database" },
            Spec = new PodSpec
            {
                ServiceAccountName = ProvisionerTask.DefaultServiceAccount,
                NodeSelector = new() { ["example.com/nowhere"] = "true" },
                Containers = [new Container { Name = "mine", Image = "mine" }],
            },
        });
        var plan = Samples.ShelfPlan("pods");
        plan.Spec!.Provisioner!.Task = new ProvisionerTask { Image = "registry.example.com/shelf-task:1" };
        await space.ApplyAsync(plan);
        await space.ApplyAsync(Samples.App("pod", database: "pods"));
    }

    private async Task LinkAsync()
    {
        // A real cluster makes it by itself.
        await space.ApplyAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "default" } });
        await space.ApplyAsync(Linking());
    }

    private static OperatorConfiguration Linking()
    {
        var configuration = SpaceSamples.Configuration(EndpointTypes.Ingress);
        configuration.Spec!.Registry = new OperatorRegistry { PullSecretName = "pull", LinkPullSecret = true };
        return configuration;
    }

    private static OperatorConfiguration Building()
    {
        var configuration = Linking();
        configuration.Spec!.Registry!.PushUrl = "registry.example.com";
        configuration.Spec.BuildRuntimeBaseImage = "registry.example.com/base:1";
        configuration.Spec.BuildTask = new BuildTask { Image = "registry.example.com/task:1" };
        return configuration;
    }

    private async Task<bool> IsLinkedAsync() =>
        (await space.FindAsync<ServiceAccount>("default"))?.ImagePullSecrets?.Any(secret => secret.Name == "pull") == true;

    private async Task<bool> IsRefusedAsync() =>
        (await AppAsync("hrm"))?.Status?.Conditions?.Any(condition => condition is { Type: "BuildReady", Reason: "MissingField" }) == true;

    private async Task<bool> IsGoneAsync() =>
        await AppAsync("hrm") is null && await space.FindAsync<StorageInstance>("hrm-database") is null && await space.FindAsync<StorageInstance>("hrm-file") is null;

    private async Task DropCertificateAsync()
    {
        var app = App("crm");
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, SecretName = "mine" };
        await space.ApplyAsync(app);
    }

    private async Task ScaleAsync(int replicas)
    {
        _events = await CountAsync();
        await space.PatchAsync<MendixApp>("crm", $$$"""{"spec":{"replicas":{{{replicas}}}}}""");
    }

    private async Task<bool> IsStoppedAsync(bool isStopped) =>
        await AppAsync("crm") is { } app && app.IsReady() && app.SaysReason("Stopped") == isStopped;

    private async Task RestartAsync()
    {
        await space.StopOperatorAsync();
        await space.PatchAsync<MendixApp>("crm", """{"spec":{"replicas":0}}""");
        await space.StartOperatorAsync();
    }

    private async Task<bool> IsCountedAsync() => await IsStoppedAsync(false) && await CountAsync() > _events;

    /// <summary>How often it was told that the environment is ready.</summary>
    private async Task<long> CountAsync() =>
        (await space.ListAsync<Event>()).Where(told => told is { InvolvedObject.Kind: "MendixApp", InvolvedObject.Name: "crm", Reason: "Ready" }).Sum(told => told.Count ?? 0);

    private async Task LeaveClaimAsync()
    {
        await space.PatchAsync<Lease>("storageplan-shelf-plan", """{"metadata":{"ownerReferences":null}}""");
        await space.DeleteAsync<MendixApp>("crm");
    }

    private async Task<bool> IsNothingLeftAsync() =>
        space.Shelf.Things.IsEmpty
        && (await space.ListAsync<StorageInstance>()).Count == 0
        && (await space.FindAsync<Secret>("shelf-admin"))!.Metadata.Finalizers is null or [];
}
