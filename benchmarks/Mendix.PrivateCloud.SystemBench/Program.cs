using Mendix.PrivateCloud.SystemBench.Environments;
using Mendix.PrivateCloud.SystemBench.Images;
using Mendix.PrivateCloud.SystemBench.Postgres;
using Mendix.PrivateCloud.SystemBench.Storage;

return args switch
{
    ["postgres", .. var rest] => await PostgresBench.RunAsync(rest),
    ["storage", .. var rest] => await StorageBench.RunAsync(rest),
    ["connections", .. var rest] => await ConnectionsBench.RunAsync(rest),
    ["image", .. var rest] => await ImageBench.RunAsync(rest),
    ["environments", .. var rest] => await EnvironmentsBench.RunAsync(rest),
    [ImageBench.ServeVerb, var file] => await ImageBench.ServeAsync(file),
    [BenchServer.ChildVerb, var kubeConfig] => await BenchServer.ServeAsync(kubeConfig),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Measures whole systems beside a peer or an aim. Usage: SystemBench <verb>

          environments [count] [--separate] [--output json]
                               environments (1000) from creation to Ready on an API server of their own: requests, times,
                               memory, and the operator at rest; --separate gives the API server a process of its own
          image [megabytes]    appends a package (300) to a base image and pushes it to a registry on loopback, beside the same
                               bytes through the same compressor and a plain upload; memory also for 1,000 MB; exit code 1 when
                               over 1.2 of the time or 64 MB of memory
          storage [tenants] [types]
                               provisions and removes tenants (100) of each type or of those named, beside the same calls made
                               by hand with the bare driver
          connections [tenants] [types]
                               the same with all tenants (1000) at once: most connections held; exit code 1 when over the budget
          postgres [tenants]   provisions and removes tenants (200) on a PostgreSQL server of its own, beside the same
                               statements sent by psql in one session
        """);
    return 2;
}
