using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tasks;

namespace Mendix.PrivateCloud.Operator.Tests.Tasks;

public sealed class TaskPodStateTests
{
    [Fact]
    public void A_program_that_needed_too_much_memory_is_told_to_have_and_not_what_it_logged_last()
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta { Name = "crm-build" },
            Status = new PodStatus
            {
                Phase = "Failed",
                ContainerStatuses = [new ContainerStatus { State = new ContainerState { Terminated = new ContainerStateTerminated { ExitCode = 137, Reason = "OOMKilled", Message = "Downloading begins" } } }],
            },
        };

        Assert.Equal("The pod 'crm-build' needed more memory than its limit allows. Raise it.", TaskPodState.Of(pod, "Raise it.").Words);
    }
}
