// The peer of RedisConnection.roundTrip: the same GET, formatted once, by hiredis alone. Built and loaded by the
// driver, so that both loops alternate in one process, on one thread, against one server.
#include <hiredis/hiredis.h>
#include <stdint.h>
#include <time.h>

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

void *peer_connect(const char *host, int port) {
    redisContext *context = redisConnect(host, port);
    if (context && context->err) {
        redisFree(context);
        return NULL;
    }
    return context;
}

void peer_disconnect(void *context) {
    redisFree(context);
}

// Writes the nanoseconds of `count` round trips; -1 when one of them failed.
int peer_slice(void *opaque, const char *request, size_t length, uint64_t *nanoseconds, int count) {
    redisContext *context = opaque;
    for (int i = 0; i < count; i++) {
        uint64_t start = now();
        void *reply = NULL;
        if (redisAppendFormattedCommand(context, request, length) != REDIS_OK) return -1;
        if (redisGetReply(context, &reply) != REDIS_OK || reply == NULL) return -1;
        int type = ((redisReply *)reply)->type;
        freeReplyObject(reply);
        nanoseconds[i] = now() - start;
        if (type != REDIS_REPLY_STRING) return -1;
    }
    return 0;
}
