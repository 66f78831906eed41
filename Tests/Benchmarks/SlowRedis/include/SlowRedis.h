#ifndef SLOW_REDIS_H
#define SLOW_REDIS_H

// Nothing is called by name: the library is preloaded into a redis-server. See SlowRedis.c.

#endif
