using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>How a container is asked for its health and told of its life.</summary>
internal static class ProbeTypes
{
    private static readonly Schema ExecAction =
        new Definition("io.k8s.api.core.v1.ExecAction", "Runs a command in the container; exit code 0 is success.")
            .Field("command", List(Text), "The command and its arguments; no shell is involved.");

    private static readonly Schema HttpHeader =
        new Definition("io.k8s.api.core.v1.HTTPHeader", "A header of a request.")
            .Required("name", Text, "Name of the header.")
            .Required("value", Text, "Value of the header.");

    private static readonly Schema HttpGetAction =
        new Definition("io.k8s.api.core.v1.HTTPGetAction", "Sends a GET request; a status from 200 to 399 is success.")
            .Field("path", Text.WithDefault("/"), "Path of the request.")
            .Required("port", IntOrString, "Number or name of the port.")
            .Field("host", Text, "Host to connect to; the pod's address by default.")
            .Field("scheme", Text.WithDefault("HTTP"), "HTTP or HTTPS.")
            .Field("httpHeaders", List(HttpHeader), "Further headers.");

    private static readonly Schema TcpSocketAction =
        new Definition("io.k8s.api.core.v1.TCPSocketAction", "Opens a connection.")
            .Required("port", IntOrString, "Number or name of the port.")
            .Field("host", Text, "Host to connect to; the pod's address by default.");

    private static readonly Schema GrpcAction =
        new Definition("io.k8s.api.core.v1.GRPCAction", "Calls the gRPC health service.")
            .Required("port", Integer32, "Number of the port.")
            .Field("service", Text.WithDefault(""), "Name of the service to ask for.");

    private static readonly Schema SleepAction =
        new Definition("io.k8s.api.core.v1.SleepAction", "Waits.")
            .Required("seconds", Integer64, "How long.");

    public static readonly Schema Probe =
        new Definition("io.k8s.api.core.v1.Probe", "A repeated check of a container.")
            .Field("exec", ExecAction, "Check by command.")
            .Field("httpGet", HttpGetAction, "Check by HTTP request.")
            .Field("tcpSocket", TcpSocketAction, "Check by connection.")
            .Field("grpc", GrpcAction, "Check by gRPC health call.")
            .Field("initialDelaySeconds", Integer32, "Seconds to wait before the first check.")
            .Field("timeoutSeconds", Integer32.WithDefault(1), "Seconds after which a check has failed.")
            .Field("periodSeconds", Integer32.WithDefault(10), "Seconds between two checks.")
            .Field("successThreshold", Integer32.WithDefault(1), "Successes in a row that make it healthy after a failure.")
            .Field("failureThreshold", Integer32.WithDefault(3), "Failures in a row that make it unhealthy.")
            .Field("terminationGracePeriodSeconds", Integer64, "Seconds that the pod has to stop when the check fails.")
            .Rule(FieldRules.NotNegative(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"));

    private static readonly Schema LifecycleHandler =
        new Definition("io.k8s.api.core.v1.LifecycleHandler", "What is done at a point of a container's life.")
            .Field("exec", ExecAction, "Run a command.")
            .Field("httpGet", HttpGetAction, "Send an HTTP request.")
            .Field("tcpSocket", TcpSocketAction, "No longer supported.")
            .Field("sleep", SleepAction, "Wait.");

    public static readonly Schema Lifecycle =
        new Definition("io.k8s.api.core.v1.Lifecycle", "What is done when a container starts and before it stops.")
            .Field("postStart", LifecycleHandler, "Right after the container was created.")
            .Field("preStop", LifecycleHandler, "Before the container is told to stop.");
}
