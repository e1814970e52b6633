using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.ReferenceHost.Environments;

public sealed class ResourceSnapshotsTests
{
    [Theory]
    [InlineData("Ready", "True", nameof(ResourceState.Ready))]
    [InlineData("Processing", "False", nameof(ResourceState.Processing))]
    [InlineData("Pending", "False", nameof(ResourceState.Pending))]
    [InlineData("Failed", "False", nameof(ResourceState.Failed))]
    [InlineData(null, null, nameof(ResourceState.Processing))]
    public void Phase_and_condition_give_the_state(string? phase, string? ready, string expected)
    {
        var instance = Instance(phase, ready, observedGeneration: 1);

        Assert.Equal(expected, ResourceSnapshots.Of(instance).State.ToString());
    }

    [Fact]
    public void A_status_about_an_older_desired_state_says_nothing()
    {
        var instance = Instance("Ready", "True", observedGeneration: 1);
        instance.Metadata.Generation = 2;

        var snapshot = ResourceSnapshots.Of(instance);

        Assert.Equal(ResourceState.Processing, snapshot.State);
        Assert.Equal("", snapshot.Reason);
    }

    [Fact]
    public void An_object_that_is_being_removed_is_Deleting_whatever_its_status_says()
    {
        var instance = Instance("Ready", "True", observedGeneration: 1);
        instance.Metadata.DeletionTimestamp = DateTimeOffset.UnixEpoch;

        Assert.Equal(ResourceState.Deleting, ResourceSnapshots.Of(instance).State);
    }

    [Fact]
    public void A_failure_keeps_its_reason_and_message()
    {
        var snapshot = ResourceSnapshots.Of(Instance("Failed", "False", observedGeneration: 1));

        Assert.Equal("Because", snapshot.Reason);
        Assert.Equal("The cause. The remedy.", snapshot.Message);
    }

    [Theory]
    [InlineData(2, 2, 2, 2, 1, nameof(ResourceState.Ready))]
    [InlineData(2, 2, 2, 1, 1, nameof(ResourceState.Processing))]
    [InlineData(2, 3, 2, 2, 1, nameof(ResourceState.Processing))]
    [InlineData(2, 2, 1, 2, 1, nameof(ResourceState.Processing))]
    [InlineData(2, 2, 2, 2, 0, nameof(ResourceState.Processing))]
    [InlineData(0, 0, 0, 0, 1, nameof(ResourceState.Ready))]
    public void A_Deployment_is_ready_when_all_replicas_are_new_and_ready_and_no_old_one_is_left(
        int wanted, int replicas, int updated, int ready, int observedGeneration, string expected)
    {
        var deployment = new Deployment
        {
            Metadata = new ObjectMeta { Name = "crm-master", Generation = 1 },
            Spec = new DeploymentSpec { Replicas = wanted },
            Status = new DeploymentStatus { ObservedGeneration = observedGeneration, Replicas = replicas, UpdatedReplicas = updated, ReadyReplicas = ready },
        };

        var snapshot = ResourceSnapshots.Of(deployment);

        Assert.Equal(expected, snapshot.State.ToString());
        Assert.Equal($"{ready}/{wanted} ready", snapshot.Detail);
    }

    [Fact]
    public void A_Deployment_that_makes_no_progress_has_failed_and_says_why()
    {
        var deployment = new Deployment
        {
            Metadata = new ObjectMeta { Name = "crm-master", Generation = 1 },
            Spec = new DeploymentSpec { Replicas = 1 },
            Status = new DeploymentStatus
            {
                ObservedGeneration = 1,
                Conditions = [new Condition { Type = "Progressing", Status = "False", Reason = "ProgressDeadlineExceeded", Message = "No pod became ready." }],
            },
        };

        var snapshot = ResourceSnapshots.Of(deployment);

        Assert.Equal((ResourceState.Failed, "ProgressDeadlineExceeded"), (snapshot.State, snapshot.Reason));
    }

    private static StorageInstance Instance(string? phase, string? ready, long observedGeneration) => new()
    {
        Metadata = new ObjectMeta { Name = "crm-database", Uid = "1", Generation = 1 },
        Status = new StorageInstanceStatus
        {
            Phase = phase,
            ObservedGeneration = observedGeneration,
            Conditions = ready is null ? null : [new Condition { Type = "Ready", Status = ready, Reason = "Because", Message = "The cause. The remedy." }],
        },
    };
}
