print("ttaperf")
